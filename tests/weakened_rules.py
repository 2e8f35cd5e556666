"""Single rules, and what each becomes when it is made weaker: data for `mutants.py`."""

# Which tests should notice, the narrowest first.
CELL = "tests/test_access.py::test_each_route_opens_for_its_own_people_alone[{}]"
TEAM = "tests/access/test_team_now.py"
LAYERS = "tests/people/test_layers.py"
GROUP = "tests/cases/test_group_statement.py"
MONEY, K21 = "tests/money", "tests/cases/test_k21_the_version_they_saw.py"
RIGHTS, SCOPE, PROOF = "tests/access/test_rights.py", "tests/access/test_scope.py", "tests/access/test_proof.py"

CODES, CARDS = "tests/accounts/test_codes.py", "tests/accounts/test_cards.py"
GUESSED, MISUSED = "tests/accounts/test_codes_guessed.py", "tests/accounts/test_codes_misused.py"
DISCLOSED, FOUND = "tests/base/test_disclosure.py", "tests/principles/test_findings.py"
COUNTED, BRIEFED = "tests/principles/test_counted_openly.py", "tests/principles/test_briefing_and_telling.py"
GAP, UNTOLD = "tests/principles/test_gap.py", "tests/principles/test_untold_answers.py"
ONCE, TAKEN = "tests/accounts/test_once.py", "tests/access/test_taken_away.py"
K20, K94 = "tests/cases/test_k20_promised_day_stays.py", "tests/cases/test_k94_refused_steps_are_kept.py"
EVIDENCE, LATENESS = "tests/principles/test_evidence.py", "tests/money/test_lateness.py"
KEPT, JUDGED = "tests/principles/test_summary.py", "tests/principles/test_judging.py"
QUARTERS, PAGES = "tests/principles/test_quarters.py", "tests/principles/test_pages.py"
# A promised day that moves with what the person chose.
K20_MOVED = "payment.wanted_again_on or payment.due_on"
CLOSING = ("tests/stages", "tests/cases/test_k01_closing_over_money.py", "tests/cases/test_k02_nothing_left_behind.py")
DEADLINES = "tests/projects/test_deadlines.py"
HANDS, JOINED = "tests/money/test_whose_hands.py", "tests/people/test_joining.py"
PAIR = "tests/cases/test_k22_one_pair_of_hands.py"
CAME_BACK = "tests/cases/test_k93_roles_that_come_back.py"
# By file and function (a method by its class): what stands there, what takes its place, and who should notice.
SINGLE = {
    ("participants/corrections/actions.py", "find_own"): [
        ('**{f"{path}__in": people}, pk=pk', "pk=pk", CELL.format("me:put_right")),
        ("return found if fields_for_person(found) else None", "return found", "tests/cases/test_k42_put_right.py"),
    ],
    ("participants/corrections/actions.py", "fields_for_team"): [
        ("name not in theirs and", "", "tests/cases/test_k42_put_right.py"),
    ],
    ("participants/corrections/actions.py", "put_right"): [
        ("state_of(row, values) != seen", "False", "tests/cases/test_k42_put_right.py"),
        ("unsafe or name in rule.forgotten", "unsafe", "tests/cases/test_k42_put_right.py"),
    ],
    ("coproduction/base/access.py", "Door.admits"): [
        ("bool(self.who & user.roles)", "True", CELL.format("today")),
        ("self.who == SIGNED_IN or bool(self.who & user.roles)", "True", CELL.format("people:list")),
    ],
    ("coproduction/base/access.py", "DoorMiddleware.second_factor_missing"): [
        ("return bool(as_staff) and not second_factor_shown(request)", "return False", PROOF),
    ],
    ("coproduction/base/access.py", "Door.wants_fresh"): [
        ("return self.fresh is True or self.fresh is not False and step in self.fresh", "return False", PROOF),
    ],
    ("coproduction/base/access.py", "organisations_of"): [
        ('raise OutOfScope("A stranger asked for a record.")', "return set()", SCOPE),
    ],
    ("coproduction/base/proof.py", "second_factor_shown"): [
        ('any(proof["method"] == "mfa" for proof in proofs(request))', "True", PROOF),
    ],
    ("coproduction/base/proof.py", "is_fresh"): [
        ('time.time() - counted[-1]["at"] < settings.FRESH_SECONDS', "True", PROOF),
    ],
    ("coproduction/base/scope.py", "ScopedManager.get_queryset"): [
        ("ids is not EVERYWHERE", "False", SCOPE),
    ],
    ("coproduction/base/scope.py", "ScopedManager.contribute_to_class"): [
        ("cls._meta.base_manager_name = name", "pass", SCOPE),
    ],
    ("coproduction/base/scope.py", "in_scope"): [("return outside(model)", "return EVERYWHERE", SCOPE)],
    ("coproduction/base/scope.py", "check"): [
        ("(row, *hangs_on)", "(row,)", SCOPE),
        ("(row, *hangs_on)", "hangs_on", SCOPE),
    ],
    ("coproduction/base/scope.py", "Scoped.save"): [("check(self)", "pass", SCOPE)],
    ("coproduction/base/scope.py", "Scoped.delete"): [("check(self)", "pass", SCOPE)],
    ("coproduction/base/scope.py", "ScopedQuerySet.bulk_create"): [
        ("check(row)", "pass", SCOPE),
        ('kwargs.get("update_conflicts")', "False", SCOPE),
    ],
    ("coproduction/base/scope.py", "ScopedQuerySet.update"): [
        ('{"organisation", "organisation_id"} & kwargs.keys()', "False", SCOPE),
    ],
    ("coproduction/base/scope.py", "ScopedQuerySet.raw"): [
        ("in_scope(self.model) is not EVERYWHERE", "False", SCOPE),
    ],
    ("coproduction/accounts/idempotency.py", "run_once"): [
        ("create(token=token,", "create(token=uuid.uuid4(),", ONCE),
        ("(first.user_id, first.digest) != (request.user.pk, digest)", "first.user_id != request.user.pk", ONCE),
        ("(first.user_id, first.digest) != (request.user.pk, digest)", "first.digest != digest", ONCE),
    ],
    ("coproduction/pages/undelivered.py", "seen_by"): [
        ('recipient__in=theirs.values("user"), ', "", "tests/cases/test_k91_messages.py"),
    ],
    ("coproduction/accounts/undelivered.py", "told_together"): [
        (" if one_telling(other) == one_telling(message)", "", "tests/cases/test_k91_messages.py"),
        (", queued_at__lte=message.queued_at", "", "tests/cases/test_k91_messages.py"),
    ],
    ("coproduction/accounts/sign_in_codes.py", "may_attempt"): [("claim_slot(key, *JUDGED)", "True", CODES)],
    ("coproduction/accounts/sign_in_codes.py", "may_be_sent"): [
        ('claim_slot(keyed("sent", key), *SENT)', "True", CODES),
    ],
    ("coproduction/accounts/sign_in_codes.py", "take_slot"): [
        ("slot=slot, at__lte=before", "slot=slot", GUESSED),
    ],
    ("coproduction/accounts/sign_in_codes.py", "consume_code"): [
        ("digest=digest, ", "", CODES, MISUSED),
        (", sent_at__gt=since", "", CODES, MISUSED),
        ("used == 1", "True", CODES),
    ],
    ("coproduction/accounts/sign_in_codes.py", "account_at"): [
        ("account if account and account.is_active else None", "account", CODES, "tests/accounts/test_sign_in.py"),
    ],
    ("coproduction/accounts/cards.py", "use_card"): [
        ("judged and ", "", CARDS),
        ("right and ", "", CARDS),
        (" and takes_part_alone(card.user, card.organisation_id)", "", CARDS),
        ("objects.current(now).filter", "objects.filter", CARDS),
    ],
    ("coproduction/accounts/models/organisation.py", "MembershipQuerySet.current"): [
        ("ended_at__isnull=True, ", "", "tests/accounts/test_organisation.py"),
    ],
    ("coproduction/accounts/models/user.py", "UserManager.get"): [
        ("condition=Q(memberships__ended_at__isnull=True)", "condition=Q()", TAKEN),
    ],
    ("coproduction/accounts/models/user.py", "User.organisations_as"): [(" if role in roles", "", RIGHTS)],
    ("participants/payments/version.py", "Version.since"): [
        ("seen == str(self)", "True", MONEY, K21),
        ("before is None", "False", K21),
    ],
    ("participants/payments/forms.py", "SeenForm.changes"): [('{"seen": self.cleaned_data["seen"]}', "{}", K21)],
    ("participants/payments/views.py", "send_drafts"): [("seen=seen, ", "", K21)],
    ("participants/payments/lateness.py", "lateness"): [
        ("not payment.agreed_pence", "False", LATENESS),
        ("until <= since", "False", LATENESS),
        ("elif state in ENDS", "elif False", LATENESS),
    ],
    ("participants/payments/lateness.py", "is_in_time"): [
        ("not payment.pence or ", "", LATENESS),
        (" or state_on(payment, today) in ENDS", "", LATENESS),
        (" and day_of(payment.released_at) <= late_after(payment)", "", LATENESS),
    ],
    ("participants/payments/lateness.py", "is_owed"): [
        ("payment.pence and ", "", LATENESS),
        (" and not has_gone(payment, today)", "", LATENESS),
    ],
    ("participants/payments/lateness.py", "late_after"): [
        ("max(payment.due_on, payment.wanted_again_on or payment.due_on)", "payment.due_on", LATENESS),
        ("max(payment.due_on, payment.wanted_again_on or payment.due_on)", K20_MOVED, LATENESS),
    ],
    ("participants/payments/lateness.py", "put_off_on"): [("min(days", "max(days", LATENESS)],
    ("participants/payments/lateness.py", "has_gone"): [(" and not came_back", "", LATENESS)],
    ("participants/payments/lateness.py", "is_still_to_come"): [("day_of(moment) > today", "False", LATENESS)],
    ("participants/payments/actions.py", "write_again"): [("row.due_on", "row.activity_on", MONEY)],
    ("participants/payments/actions.py", "draft_for"): [
        (" if agreed_for(due)", "", MONEY),
        ("any(due.closed for due in offered)", "False", HANDS),
    ],
    ("participants/payments/payee_actions.py", "wanted_again"): [
        ("since is None or since > late_after(row)", "False", K20)
    ],
    ("participants/payments/models.py", "PaymentQuerySet.owed"): [(".exclude(WITH_THEM)", "", MONEY)],
    ("participants/payments/models.py", "PaymentQuerySet.late"): [(".exclude(still_put_off)", "", MONEY)],
    ("participants/payments/models.py", "PaymentQuerySet.in_states"): [(", pence__gt=0", "", MONEY)],
    ("principles/fact_queries/money.py", "payments"): [('.exclude(pk__in=written_again.values("pk"))', "", EVIDENCE)],
    ("projects/money/wage_floor.py", "floor_pence"): [
        ("on > KNOWN_UNTIL", "False", "tests/cases/test_k03_wage_floor.py")
    ],
    ("coproduction/base/guards.py", "MovesAfter.stands_still"): [
        ("field.name not in moves", "False", "tests/base/test_guards.py"),
    ],
    ("coproduction/accounts/audit.py", "one_piece_of_work"): [("note_refused(refusal)", "pass", K94)],
    ("coproduction/base/disclosure.py", "band"): [
        ("mean <= THREE_TO_FOUR.high", "mean < THREE_TO_FOUR.high", GAP),
        ("mean < THREE_TO_FOUR.low", "mean <= THREE_TO_FOUR.low", GAP),
    ],
    ("coproduction/base/disclosure.py", "figure"): [
        ("len(scores) < EXACT_FROM or ", "", GAP, UNTOLD),
        (" or shown in (BELOW_TWO, ABOVE_FOUR)", "", UNTOLD),
    ],
    ("principles/gap.py", "Voice.apart"): [
        ("min(max(self.coordinators, self.figure.low), self.figure.high)", "self.figure.place", GAP),
    ],
    ("principles/gap.py", "Heard.enough"): [(" and len(self.scores) >= self.asked * HALF", "", GAP)],
    ("principles/gap.py", "together"): [
        ("else RECORDS_ONLY", "else str(State.MET)", GAP),
        ("State.MET if voice.confirms else State.PARTLY", "State.MET", GAP),
        ("if voice.low:", "if False:", GAP),
    ],
    ("principles/gap.py", "_together"): [("everyone.enough(least)", "True", GAP)],
    ("participants/close/actions.py", "refuse_unless_settled"): [("still_open(items)", "[]", *CLOSING)],
    ("participants/owed/open_items.py", "still_open"): [
        ("if not item.taken_on", "if not item.taken_on and not item.key.startswith('payment')", *CLOSING),
    ],
    ("participants/owed/open_items.py", "OpenItem.can_be_handed_over"): [
        ("self.rows[0].kind not in NOT_HANDED_OVER", "True", *CLOSING),
    ],
    ("participants/owed/open_items.py", "closed_over"): [
        ("objects.closed_over().", "objects.handed_over().", *CLOSING)
    ],
    ("participants/owed/queries.py", "answers_owed"): [("told_on__isnull=True", "outcome=''", *CLOSING)],
    ("participants/owed/queries.py", "updates_owed"): [
        ("project.closed_on is None or due < project.closed_on", "project.closed_on is None", *CLOSING),
    ],
    ("participants/owed/queries.py", "talks"): [(", Q(person_says=None) | Q(person_says=True)", "", *CLOSING)],
    ("participants/owed/queries.py", "briefings_owed"): [
        (".active()", ".active().filter(stage__closed_on__isnull=True)", *CLOSING),
    ],
    ("participants/owed/queries.py", "held_still"): [
        ("Exists(still_there), ", "", *CLOSING),
        (", ~Exists(role_ended)", "", CAME_BACK),
    ],
    ("participants/owed/open_items.py", "in_sentences"): [
        ("on is not None and on.by_when < as_of", "False", *CLOSING),
        ("on.by_when < as_of", "on.by_when <= as_of", *CLOSING),
    ],
    ("coproduction/accounts/roles.py", "too_few_hands"): [
        (".current()", ".all()", "tests/accounts/test_organisation.py"),
        ("< 2", "< 1", "tests/accounts/test_organisation.py"),
    ],
    ("participants/log_session/forms.py", "AttendanceRow.clean"): [
        ("data.get(name) is None", "False", "tests/cases/test_k31_no_minutes.py"),
        ("self.minutes > DAY", "False", "tests/cases/test_k31_no_minutes.py"),
    ],
    ("projects/deadlines.py", "answer"): [("said_on + ANSWER", "said_on + ONE_DAY", DEADLINES)],
    ("projects/deadlines.py", "payment"): [("pay_way in SAME_DAY", "False", DEADLINES)],
    ("projects/deadlines.py", "safety_plan"): [(".astimezone(UTC)", "", DEADLINES)],
    ("principles/forms.py", "Choice.narrow"): [(" | Q(owing=True)", "", *CLOSING)],
    ("principles/summary/keeping.py", "behind"): [(" or kept[project.pk].key != keys[project.pk]", "", KEPT)],
    ("principles/summary/organisation.py", "stands"): [
        ("(row.counted, row.day, row.rules) == (changes, day, rules_version())", "True", KEPT)
    ],
    ("principles/summary/standing.py", "Summary.seen_without"): [("self.before if", "self.cells if", JUDGED)],
    ("principles/summary/reading.py", "as_seen"): [("if recent else {}", "if recent and not seen else {}", JUDGED)],
    ("principles/summary/reading.py", "judged_for"): [(" or not seen.withheld_stages", " or True", QUARTERS)],
    ("principles/summary/freezing.py", "quarters_of"): [("{} if seen.withheld_stages else ", "", KEPT)],
    ("principles/views/dashboard.py", "figures"): [("if rounds else", "if False else", JUDGED)],
    ("principles/views/findings.py", "Reading.lists"): [("self.runs_it or not part.about_people", "True", PAGES)],
    ("principles/views/findings.py", "records_page"): [("if reading.lists(part)", "if True", PAGES)],
    ("projects/project/models.py", "TeamMemberQuerySet.current"): [(".in_their_role()", "", TEAM)],
    ("projects/project/models.py", "TeamMemberQuerySet.open_ended"): [(".in_their_role()", "", TEAM)],
    ("projects/project/models.py", "TeamMemberQuerySet.standing_in"): [(".in_their_role()", "", TEAM)],
    ("projects/project/models.py", "roles_ended_since"): [
        ('user=OuterRef("user"), ', "", TEAM),
        (', organisation=OuterRef("organisation")', "", TEAM),
        ("role=Membership.Role.COORDINATOR, ", "", TEAM),
        (', ended_at__gte=OuterRef("recorded_at")', "", TEAM),
    ],
    ("projects/team/actions.py", "lock_team"): [("write_down_who_left(project)", "pass", CAME_BACK)],
    ("coproduction/accounts/invitations.py", "accept"): [("withdraw_cards(by)", "pass", CAME_BACK)],
    ("participants/people/likeness.py", "closed_to"): [
        ('Participant.objects.filter(user=user).values("pk"), ', "", HANDS),
        (", given, said]", ", said]", HANDS),
        (", said]", "]", JOINED),
        ("alike.append(", "[].append(", JOINED),
        ("all=True), organisation__in=organisations", "all=True)", JOINED),
    ],
    ("participants/people/likeness.py", "to_ask_about"): [(".exclude(Exists(asked))", "", JOINED)],
    ("participants/payments/actions.py", "lock_for"): [
        ("step.refusal(row, by, closed_among(by, [row]))", "step.refusal(row, by)", HANDS),
    ],
    ("participants/payments/life.py", "Step.refusal"): [
        ("PAYEE in self.not_by and payment.participant_id in closed", "False", HANDS),
    ],
    ("participants/same_person/actions.py", "answer_same_person"): [(" and proved", "", JOINED)],
    ("participants/same_person/actions.py", "may_join"): [
        ("filter(organisation=participant.organisation_id)", "none()", JOINED),
    ],
    ("participants/same_person/actions.py", "proof_needed"): [
        ("own and (own.email or own.phone)", "False", JOINED),
        ("own and own.last_login", "False", JOINED),
        (
            "GivenAddress.objects.filter(participant=participant, exact__in=reached_at(participant, by)).exists()",
            "True",
            PAIR,
            JOINED,
        ),
    ],
    ("participants/same_person/actions.py", "reached_at"): [(" if by.phone_verified else None", "", JOINED)],
    ("participants/same_person/views.py", "check_name"): [
        ('not codes.may_attempt(codes.keyed("takes part as", str(request.user.pk)))', "False", PAIR),
        ("named(form, waiting) is None", "False", PAIR),
    ],
    ("participants/same_person/views.py", "by_code"): [
        ('not codes.consume_code(key, ticket, form.cleaned_data["code"])', "False", PAIR),
        ("not codes.may_attempt(key)", "False", PAIR),
    ],
    ("participants/group_statements/rules.py", "current_statements"): [
        ("unopposed, ", "", GROUP),
        ("since <= day <= until", "since <= day", GROUP),
        ("yes[statement.pk] >= min(YES_NEEDED, len(group))", "yes[statement.pk]", GROUP),
    ],
    ("participants/group_statements/rules.py", "speaks_in"): [
        (".exclude(project__in=run_by_any(users, day))", "", GROUP),
        (".exclude(organisation__in=managed_by_any(users))", "", GROUP),
    ],
    ("participants/group_statements/rules.py", "part_of"): [(".past_or_current()", "", "tests/people/test_group.py")],
    ("participants/group_statements/rules.py", "yeses"): [
        (" or person in groups[statement]", " or True", "tests/people/test_group.py")
    ],
    ("participants/people/models.py", "ParticipantQuerySet.same_as"): [
        ("Q(user=user) | Q(pk__in=joined)", "Q(user=user)", JOINED)
    ],
    ("participants/group_statements/rules.py", "last_day_to_object"): [
        ("statement.opened_on < on <= last", "False", GROUP)
    ],
    ("participants/group_statements/rules.py", "with_days"): [("if not ran_it(staff, statement, users)", "", GROUP)],
    ("participants/portal/frame.py", "mine"): [("of(request.user)", "all()", CELL.format("me:money"))],
    ("coproduction/base/disclosure.py", "counted_openly"): [("hidden_below(n, least) is None", "False", DISCLOSED)],
    ("coproduction/base/disclosure.py", "share_of_people"): [
        ("min(ok, n - ok, n if persons is None else persons)", "ok", DISCLOSED),
        ("min(ok, n - ok, n if persons is None else persons)", "min(ok, n - ok)", DISCLOSED),
    ],
    ("coproduction/base/disclosure.py", "some_of_people"): [("min(count, of - count)", "count", DISCLOSED)],
    ("coproduction/base/disclosure.py", "HiddenCounts.protect"): [
        ("place not in self.graph.in_cycles", "False", DISCLOSED),
    ],
    ("coproduction/base/disclosure.py", "HiddenCounts.too_few_in"): [
        ("few < least and line[-1] not in self.places", "False", DISCLOSED),
    ],
    ("coproduction/base/disclosure.py", "HiddenGraph.add"): [
        ("_edges(from_row) ^ _edges(from_column)", "_edges(from_row) | _edges(from_column)", DISCLOSED),
    ],
    ("principles/findings.py", "late_as_a_habit"): [
        ("late >= HABIT", "False", FOUND),
        ("late * 2 > len(counted)", "True", FOUND),
    ],
    ("principles/findings.py", "verdict"): [("if finding.counts", "", FOUND)],
    ("principles/timing.py", "_took_part"): [(" | {attendance.person for attendance, _ in came(facts)}", "", COUNTED)],
    ("principles/timing.py", "asked_to"): [
        ('attendance.state != "not_invited"', 'attendance.state == "came"', COUNTED)
    ],
    ("principles/timing.py", "paused_on"): [("ended is None or on <= ended", "True", COUNTED)],
    ("principles/checks/telling.py", "_updates"): [
        ("facts.live or due_on < facts.looked_at_on", "facts.live", BRIEFED),
        ("breaking(_full_updates(facts))", "_full_updates(facts)", BRIEFED),
    ],
    ("projects/updates/silence.py", "breaking"): [("update.nothing_new and before", "update.nothing_new", BRIEFED)],
}
# Rules that refuse an action to somebody: each `if` that raises Refused there, and what should notice.
REFUSALS = {
    "participants/payments/actions.py": (MONEY, K21),
    "participants/payments/payee_actions.py": (MONEY,),
    "coproduction/accounts/cards.py": (CARDS,),
    "coproduction/accounts/invitations.py": ("tests/accounts/test_invitations.py",),
    "coproduction/accounts/organisations.py": (
        "tests/accounts/test_organisation.py",
        "tests/accounts/test_lost_factor.py",
        "tests/accounts/test_organisation_set_up.py",
    ),
    "projects/team/actions.py": ("tests/projects",),
    "participants/peers/actions.py": ("tests/people/test_peers.py",),
    "participants/close/actions.py": CLOSING,
    "participants/stages/actions.py": CLOSING,
    "participants/group_statements/actions.py": ("tests/people/test_group.py",),
}
ON_POSTGRESQL = {"coproduction/accounts/audit.py": ("lock_head", ".select_for_update(no_key=True)", "tests/accounts")}
