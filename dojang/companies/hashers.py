"""The hasher of members' passwords."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class MemberPasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's price: 19 MiB, two passes, one lane.

    Django's own takes 100 MiB in eight lanes. Anyone can try to log in, so eight wrong logins at once took 800 MB.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
