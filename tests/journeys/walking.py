class Walk:
    def __init__(self, chromium, address, post_folder, *, width, scripts):
        self.context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        self.page = self.context.new_page()
        self.address = address
    def end(self):
        self.context.close()
