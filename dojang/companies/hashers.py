"""How slowly members' passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class MemberPasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's price: 19 MiB, two passes, one lane.

    Django's own is 100 MiB in eight lanes. Anybody may ask for a login, so eight wrong ones at once took 800 MB.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
