"""Text to tokens, without any index: ``Chain().tokens("...")``."""

from .chain import FINGERPRINT, Chain, Terms
from .fold import fold
from .language import LANGUAGES, Guess
from .token import Token

__all__ = ["FINGERPRINT", "LANGUAGES", "Chain", "Guess", "Terms", "Token", "fold"]
