"""The small words of a verb: auxiliaries, and the adverbs that may stand beside them."""

from ankiflask.drafting.english.words import listed

BE = listed("is are was were")
MODALS = listed("can could may might must should will would")
HAVE = listed("has have had")
DO = listed("does do did")
AUXILIARIES = BE | MODALS | HAVE | DO | {"cannot"}
KEPT_ADVERBS = listed(
    "often usually always normally typically commonly sometimes generally mostly mainly first originally "
    "largely chiefly partly still now rarely seldom frequently most best widely long later soon"
)
RELATIVES = listed("that which who whose")
