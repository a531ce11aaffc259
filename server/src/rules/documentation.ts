// Generated from the files of the rules. Do not edit: run "npm run generate".

import { jsonBigDocs } from './json/jsonBig';
import { jsonBlankDocs } from './json/jsonBlank';
import { jsonByteOrderMarkDocs } from './json/jsonByteOrderMark';
import { jsonCommentDocs } from './json/jsonComment';
import { jsonDeepDocs } from './json/jsonDeep';
import { jsonDuplicateKeyDocs } from './json/jsonDuplicateKey';
import { jsonExtraContentDocs } from './json/jsonExtraContent';
import { jsonForeignFormatDocs } from './json/jsonForeignFormat';
import { jsonLargeIntegerDocs } from './json/jsonLargeInteger';
import { jsonLinkTextDocs } from './json/jsonLinkText';
import { jsonMergeConflictDocs } from './json/jsonMergeConflict';
import { jsonMissingCommaDocs } from './json/jsonMissingComma';
import { jsonNonAsciiDocs } from './json/jsonNonAscii';
import { jsonOddTextDocs } from './json/jsonOddText';
import { jsonStrayCommaDocs } from './json/jsonStrayComma';
import { jsonStringDocs } from './json/jsonString';
import { jsonStructureDocs } from './json/jsonStructure';
import { jsonTooDeepDocs } from './json/jsonTooDeep';
import { jsonTooLargeDocs } from './json/jsonTooLarge';
import { jsonUnclosedDocs } from './json/jsonUnclosed';
import { jsonWordDocs } from './json/jsonWord';
import { misplacedMemberDocs } from './schema/misplacedMember';
import { missingMemberDocs } from './schema/missingMember';
import { needsNewerQemuDocs } from './schema/needsNewerQemu';
import { unknownMemberDocs } from './schema/unknownMember';
import { unknownValueDocs } from './schema/unknownValue';
import { wrongBranchDocs } from './schema/wrongBranch';
import { wrongTypeDocs } from './schema/wrongType';
import { acpiArchitectureDocs } from './firmware/acpiArchitecture';
import { biosArchitectureDocs } from './firmware/biosArchitecture';
import { buildPathDocs } from './firmware/buildPath';
import { confidentialArchitectureDocs } from './firmware/confidentialArchitecture';
import { confidentialFlashDocs } from './firmware/confidentialFlash';
import { deviceUnknownToLibvirtDocs } from './firmware/deviceUnknownToLibvirt';
import { duplicateItemDocs } from './firmware/duplicateItem';
import { formatNotForFlashDocs } from './firmware/formatNotForFlash';
import { formatSuffixDocs } from './firmware/formatSuffix';
import { formatsDifferDocs } from './firmware/formatsDiffer';
import { hostVarsFlashDocs } from './firmware/hostVarsFlash';
import { hostVarsStoreDocs } from './firmware/hostVarsStore';
import { interfaceUnknownToLibvirtDocs } from './firmware/interfaceUnknownToLibvirt';
import { keysWithoutSecureBootDocs } from './firmware/keysWithoutSecureBoot';
import { machineAliasDocs } from './firmware/machineAlias';
import { machineGlobSyntaxDocs } from './firmware/machineGlobSyntax';
import { machineSubsumedDocs } from './firmware/machineSubsumed';
import { machineUnknownDocs } from './firmware/machineUnknown';
import { machineVersionlessDocs } from './firmware/machineVersionless';
import { memoryWithoutStoreDocs } from './firmware/memoryWithoutStore';
import { modeCombinedDocs } from './firmware/modeCombined';
import { modeOmittedDocs } from './firmware/modeOmitted';
import { neverMatchesDocs } from './firmware/neverMatches';
import { noInterfaceTypeDocs } from './firmware/noInterfaceType';
import { relativePathDocs } from './firmware/relativePath';
import { sameImageDocs } from './firmware/sameImage';
import { secureBootWithoutSmmDocs } from './firmware/secureBootWithoutSmm';
import { sevGenerationsDocs } from './firmware/sevGenerations';
import { smmMachineDocs } from './firmware/smmMachine';
import { smmWithoutSecureBootDocs } from './firmware/smmWithoutSecureBoot';
import { templateMissingDocs } from './firmware/templateMissing';
import { templateUnexpectedDocs } from './firmware/templateUnexpected';
import { verboseConflictDocs } from './firmware/verboseConflict';
import { imageArchitectureDocs } from './image/imageArchitecture';
import { imageConfidentialDocs } from './image/imageConfidential';
import { imageFormatDocs } from './image/imageFormat';
import { imageInterfaceDocs } from './image/imageInterface';
import { imageKeysDocs } from './image/imageKeys';
import { imageKindDocs } from './image/imageKind';
import { imageMissingDocs } from './image/imageMissing';
import { imageModeDocs } from './image/imageMode';
import { imageSecureBootDocs } from './image/imageSecureBoot';
import { imageSizeDocs } from './image/imageSize';
import { imageSmmDocs } from './image/imageSmm';
import { imageSuspendDocs } from './image/imageSuspend';
import { imageTemplateDocs } from './image/imageTemplate';
import { imageUnreadableDocs } from './image/imageUnreadable';
import { imageVerboseDocs } from './image/imageVerbose';
import { backupFileDocs } from './file/backupFile';
import { fileHiddenDocs } from './file/fileHidden';
import { fileLinkDocs } from './file/fileLink';
import { fileNameDocs } from './file/fileName';
import { fileOrderDocs } from './file/fileOrder';
import { fileShadowedDocs } from './file/fileShadowed';
import { fileUnsearchedDocs } from './file/fileUnsearched';
import { maskNeedlessDocs } from './file/maskNeedless';
import type { RULES } from './index';
import type { RuleDocs } from './rule';

/** What is written about the rules, by what they are about. Apart from RULES, so that the server need not carry it. */
export const RULE_DOCS: Readonly<Record<keyof typeof RULES, readonly RuleDocs[]>> = {
  /** Rules on the text as JSON. */
  json: [
    jsonBigDocs,
    jsonBlankDocs,
    jsonByteOrderMarkDocs,
    jsonCommentDocs,
    jsonDeepDocs,
    jsonDuplicateKeyDocs,
    jsonExtraContentDocs,
    jsonForeignFormatDocs,
    jsonLargeIntegerDocs,
    jsonLinkTextDocs,
    jsonMergeConflictDocs,
    jsonMissingCommaDocs,
    jsonNonAsciiDocs,
    jsonOddTextDocs,
    jsonStrayCommaDocs,
    jsonStringDocs,
    jsonStructureDocs,
    jsonTooDeepDocs,
    jsonTooLargeDocs,
    jsonUnclosedDocs,
    jsonWordDocs,
  ],
  /** Rules on what the schema states. */
  schema: [
    misplacedMemberDocs,
    missingMemberDocs,
    needsNewerQemuDocs,
    unknownMemberDocs,
    unknownValueDocs,
    wrongBranchDocs,
    wrongTypeDocs,
  ],
  /** Rules on what the members mean together. */
  firmware: [
    acpiArchitectureDocs,
    biosArchitectureDocs,
    buildPathDocs,
    confidentialArchitectureDocs,
    confidentialFlashDocs,
    deviceUnknownToLibvirtDocs,
    duplicateItemDocs,
    formatNotForFlashDocs,
    formatSuffixDocs,
    formatsDifferDocs,
    hostVarsFlashDocs,
    hostVarsStoreDocs,
    interfaceUnknownToLibvirtDocs,
    keysWithoutSecureBootDocs,
    machineAliasDocs,
    machineGlobSyntaxDocs,
    machineSubsumedDocs,
    machineUnknownDocs,
    machineVersionlessDocs,
    memoryWithoutStoreDocs,
    modeCombinedDocs,
    modeOmittedDocs,
    neverMatchesDocs,
    noInterfaceTypeDocs,
    relativePathDocs,
    sameImageDocs,
    secureBootWithoutSmmDocs,
    sevGenerationsDocs,
    smmMachineDocs,
    smmWithoutSecureBootDocs,
    templateMissingDocs,
    templateUnexpectedDocs,
    verboseConflictDocs,
  ],
  /** Rules that compare the images with what the descriptor says of them. */
  image: [
    imageArchitectureDocs,
    imageConfidentialDocs,
    imageFormatDocs,
    imageInterfaceDocs,
    imageKeysDocs,
    imageKindDocs,
    imageMissingDocs,
    imageModeDocs,
    imageSecureBootDocs,
    imageSizeDocs,
    imageSmmDocs,
    imageSuspendDocs,
    imageTemplateDocs,
    imageUnreadableDocs,
    imageVerboseDocs,
  ],
  /** Rules on where the file lies, and what lies around it. */
  file: [
    backupFileDocs,
    fileHiddenDocs,
    fileLinkDocs,
    fileNameDocs,
    fileOrderDocs,
    fileShadowedDocs,
    fileUnsearchedDocs,
    maskNeedlessDocs,
  ],
};

export const ALL_DOCS: readonly RuleDocs[] = Object.values(RULE_DOCS).flat();
