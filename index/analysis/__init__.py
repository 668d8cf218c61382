"""Text to tokens, without any index: ``Chain().tokens("...")``."""

from .chain import Chain
from .fold import fold
from .language import LANGUAGES, Guess
from .token import Token

__all__ = ["LANGUAGES", "Chain", "Guess", "Token", "fold"]
