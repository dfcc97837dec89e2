"""The commands without their words: each composes the stages."""
