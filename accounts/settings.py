"""Settings of people and their signing in."""

from datetime import timedelta

from marketplace.environment import environment

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.inputs.people.NewPersonForm"  # allauth derives its forms from it
ACCOUNT_FORMS = {
    "signup": "accounts.inputs.sign_up.SignUpForm",
    "reset_password": "accounts.web.passwords.ResetPasswordForm",
    "change_password": "accounts.web.passwords.ChangePasswordForm",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=15).total_seconds())
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.secure_cookies
# Guesses of passwords and codes are counted in `accounts.guessing`; these keep an office behind one address working.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "300/m/ip",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "reauthenticate": "30/m/user",
}
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Monsoon"
# Telephones' clocks are some seconds off: the codes before and after the current one fit too, each of them once.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.web.factor_forms.AuthenticateForm",
    "reauthenticate": "accounts.web.factor_forms.ReauthenticateForm",
}
# Staff who do nothing for this long sign in again; everybody does after SESSION_COOKIE_AGE.
STAFF_IDLE = timedelta(hours=2)
# Pages a minute: for a visitor's address (an office may share one), and for somebody who is signed in.
PAGES_PER_MINUTE = {"address": 1200, "account": 600}

BEAT = {"accounts.send_notices": 15}
