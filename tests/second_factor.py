"""Second factors to try with: an app that shows codes, and a passkey made of software that answers as a phone does."""

import hashlib
import json
import os
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from coproduction.accounts.adapter import e164
from coproduction.accounts.models import User
from coproduction.base.access import STAFF

PRESENT, VERIFIED, HOLDS_KEY = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV, AuthenticatorData.FLAG.AT


class SoftPasskey:
    """`finger`: whether it asks for a finger, a face or a PIN before it answers."""

    def __init__(self, host="testserver", finger=True):
        self.host, self.finger = host, finger
        self.key, self.id, self.handle = ec.generate_private_key(ec.SECP256R1()), os.urandom(16), None

    def data(self, flags=PRESENT, credential=None):
        flags = flags | (VERIFIED if self.finger else PRESENT)
        return AuthenticatorData.create(hashlib.sha256(self.host.encode()).digest(), flags, 0, credential or b"")

    def client_data(self, kind, options):
        said = {"type": f"webauthn.{kind}", "challenge": options["challenge"], "origin": f"https://{self.host}"}
        return json.dumps(said).encode()

    def made(self, options):
        """What a browser sends for `navigator.credentials.create`, as text."""
        self.handle = websafe_decode(options["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        attestation = AttestationObject.create("none", self.data(PRESENT | HOLDS_KEY, held), {})
        return self.sent({"attestationObject": bytes(attestation)}, self.client_data("create", options))

    def shown(self, options):
        """What a browser sends for `navigator.credentials.get`, as text."""
        client = self.client_data("get", options)
        data = self.data()
        signature = self.key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self.sent(
            {"authenticatorData": bytes(data), "signature": signature, "userHandle": self.handle or b""}, client
        )

    def sent(self, parts, client):
        response = {name: websafe_encode(part) for name, part in {**parts, "clientDataJSON": client}.items()}
        name = websafe_encode(self.id)
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
        )


def held_by(user):
    """A row of a passkey that this person has, and the passkey itself."""
    passkey = SoftPasskey()
    handle = websafe_encode(str(user.pk).encode())
    credential = json.loads(passkey.made({"challenge": "AAAA", "user": {"id": handle}}))
    return WebAuthn.add(user, "My phone", credential).instance, passkey


def app_of(user):
    """The secret of an authenticator app that this person has set up."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret, ahead=0):
    """What the app shows now; or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def who_signs_in_with(where):
    return User.objects.filter(**({"email": where} if "@" in where else {"phone": e164(where)})).first()


def app_in_hand(where):
    """The app of whoever works here and signs in with this phone or email, set up where there was none; else None."""
    user = who_signs_in_with(where)
    if user is None or not user.roles & STAFF:
        return None
    if not apps_of(user).exists():
        app_of(user)
    return apps_of(user).get()


def apps_of(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)


def unused_code(where):
    """What the app shows now, or next where that one has been used: the house takes both, each once."""
    app = app_in_hand(where)
    ahead = max(0, app.data.get("period", 0) + 1 - int(time.time()) // 30)
    if ahead > 1:
        # Three times in half a minute: one waits, as anybody would.
        time.sleep(30)
        ahead = 1
    return code_of(decrypt(app.data["secret"]), ahead)
