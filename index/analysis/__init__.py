"""Text to tokens, without any index: ``Chain().tokens("...")``."""

from ..columns import Column
from .chain import FINGERPRINT, Chain
from .fold import fold
from .language import LANGUAGES, Guess
from .token import Token

__all__ = ["FINGERPRINT", "LANGUAGES", "Chain", "Column", "Guess", "Token", "fold"]
