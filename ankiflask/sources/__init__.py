"""Texts in any format to statements and ready-made notes."""
