"""The actions that the two lines of the add-on name when asked for all."""

_BOTH = """
addNote addNotes addTags answerCards apiReflect areDue areSuspended canAddNote canAddNotes
cardReviews cardsInfo cardsModTime cardsToNotes changeDeck clearUnusedTags cloneDeckConfigId
createDeck createModel deckNameFromId deckNames deckNamesAndIds deleteDecks deleteMediaFile
deleteNotes exportPackage findAndReplaceInModels findCards findNotes forgetCards
getCollectionStatsHTML getDeckConfig getDeckStats getDecks getEaseFactors getIntervals
getLatestReviewID getMediaDirPath getMediaFilesNames getNoteTags getNumCardsReviewedByDay
getNumCardsReviewedToday getProfiles getReviewsOfCards getTags guiAddCards guiAnswerCard guiBrowse
guiCheckDatabase guiCurrentCard guiDeckBrowser guiDeckOverview guiDeckReview guiEditNote
guiExitAnki guiImportFile guiReviewActive guiSelectedNotes guiShowAnswer guiShowQuestion
guiStartCardTimer guiUndo importPackage insertReviews loadProfile modelFieldAdd
modelFieldDescriptions modelFieldFonts modelFieldNames modelFieldRemove modelFieldRename
modelFieldReposition modelFieldSetDescription modelFieldSetFont modelFieldSetFontSize
modelFieldsOnTemplates modelNameFromId modelNames modelNamesAndIds modelStyling modelTemplateAdd
modelTemplateRemove modelTemplateRename modelTemplateReposition modelTemplates multi notesInfo
relearnCards reloadCollection removeDeckConfigId removeEmptyNotes removeTags replaceTags
replaceTagsInAllNotes requestPermission retrieveMediaFile saveDeckConfig setDeckConfigId
setEaseFactors setSpecificValueOfCard storeMediaFile suspend suspended sync unsuspend
updateModelStyling updateModelTemplates updateNote updateNoteFields updateNoteTags version
"""
_ONLY_NEW = """
canAddNoteWithErrorDetail canAddNotesWithErrorDetail findModelsById findModelsByName
getActiveProfile guiPlayAudio guiSelectCard guiSelectNote notesModTime setDueDate updateNoteModel
"""
_ONLY_REWRITTEN = "addonInfo notesInfoPaged rpc.discover"

NAMES = {
    "new": tuple(sorted((_BOTH + _ONLY_NEW).split())),
    "old": tuple(sorted(_BOTH.split())),
    "rewritten": tuple(sorted((_BOTH + _ONLY_NEW + _ONLY_REWRITTEN).split())),
}
