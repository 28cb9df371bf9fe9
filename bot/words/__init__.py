"""Every sentence that a person reads: Fluent files by language, and the Reader that speaks them to one person."""

from bot.words.reader import Markup, Reader, capital
from bot.words.words import DEFAULT, UnknownWords, Words

__all__ = ["DEFAULT", "Markup", "Reader", "UnknownWords", "Words", "capital"]
