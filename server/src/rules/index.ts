// Generated from the files of the rules. Do not edit: run "npm run generate".

import { jsonBig } from './json/jsonBig';
import { jsonBlank } from './json/jsonBlank';
import { jsonByteOrderMark } from './json/jsonByteOrderMark';
import { jsonComment } from './json/jsonComment';
import { jsonDeep } from './json/jsonDeep';
import { jsonDuplicateKey } from './json/jsonDuplicateKey';
import { jsonExtraContent } from './json/jsonExtraContent';
import { jsonForeignFormat } from './json/jsonForeignFormat';
import { jsonLargeInteger } from './json/jsonLargeInteger';
import { jsonLinkText } from './json/jsonLinkText';
import { jsonMergeConflict } from './json/jsonMergeConflict';
import { jsonMissingComma } from './json/jsonMissingComma';
import { jsonNonAscii } from './json/jsonNonAscii';
import { jsonOddText } from './json/jsonOddText';
import { jsonStrayComma } from './json/jsonStrayComma';
import { jsonString } from './json/jsonString';
import { jsonStructure } from './json/jsonStructure';
import { jsonTooDeep } from './json/jsonTooDeep';
import { jsonTooLarge } from './json/jsonTooLarge';
import { jsonUnclosed } from './json/jsonUnclosed';
import { jsonWord } from './json/jsonWord';
import { misplacedMember } from './schema/misplacedMember';
import { missingMember } from './schema/missingMember';
import { needsNewerQemu } from './schema/needsNewerQemu';
import { unknownMember } from './schema/unknownMember';
import { unknownValue } from './schema/unknownValue';
import { wrongBranch } from './schema/wrongBranch';
import { wrongType } from './schema/wrongType';
import { acpiArchitecture } from './firmware/acpiArchitecture';
import { biosArchitecture } from './firmware/biosArchitecture';
import { buildPath } from './firmware/buildPath';
import { confidentialArchitecture } from './firmware/confidentialArchitecture';
import { confidentialFlash } from './firmware/confidentialFlash';
import { deviceUnknownToLibvirt } from './firmware/deviceUnknownToLibvirt';
import { duplicateItem } from './firmware/duplicateItem';
import { formatNotForFlash } from './firmware/formatNotForFlash';
import { formatSuffix } from './firmware/formatSuffix';
import { formatsDiffer } from './firmware/formatsDiffer';
import { hostVarsFlash } from './firmware/hostVarsFlash';
import { hostVarsStore } from './firmware/hostVarsStore';
import { interfaceUnknownToLibvirt } from './firmware/interfaceUnknownToLibvirt';
import { keysWithoutSecureBoot } from './firmware/keysWithoutSecureBoot';
import { machineAlias } from './firmware/machineAlias';
import { machineGlobSyntax } from './firmware/machineGlobSyntax';
import { machineSubsumed } from './firmware/machineSubsumed';
import { machineUnknown } from './firmware/machineUnknown';
import { machineVersionless } from './firmware/machineVersionless';
import { memoryWithoutStore } from './firmware/memoryWithoutStore';
import { modeCombined } from './firmware/modeCombined';
import { modeOmitted } from './firmware/modeOmitted';
import { neverMatches } from './firmware/neverMatches';
import { noInterfaceType } from './firmware/noInterfaceType';
import { relativePath } from './firmware/relativePath';
import { sameImage } from './firmware/sameImage';
import { secureBootWithoutSmm } from './firmware/secureBootWithoutSmm';
import { sevGenerations } from './firmware/sevGenerations';
import { smmMachine } from './firmware/smmMachine';
import { smmWithoutSecureBoot } from './firmware/smmWithoutSecureBoot';
import { templateMissing } from './firmware/templateMissing';
import { templateUnexpected } from './firmware/templateUnexpected';
import { verboseConflict } from './firmware/verboseConflict';
import { imageArchitecture } from './image/imageArchitecture';
import { imageConfidential } from './image/imageConfidential';
import { imageFormat } from './image/imageFormat';
import { imageInterface } from './image/imageInterface';
import { imageKeys } from './image/imageKeys';
import { imageKind } from './image/imageKind';
import { imageMissing } from './image/imageMissing';
import { imageMode } from './image/imageMode';
import { imageSecureBoot } from './image/imageSecureBoot';
import { imageSize } from './image/imageSize';
import { imageSmm } from './image/imageSmm';
import { imageSuspend } from './image/imageSuspend';
import { imageTemplate } from './image/imageTemplate';
import { imageUnreadable } from './image/imageUnreadable';
import { imageVerbose } from './image/imageVerbose';
import { backupFile } from './file/backupFile';
import { fileHidden } from './file/fileHidden';
import { fileLink } from './file/fileLink';
import { fileName } from './file/fileName';
import { fileOrder } from './file/fileOrder';
import { fileShadowed } from './file/fileShadowed';
import { fileUnsearched } from './file/fileUnsearched';
import { maskNeedless } from './file/maskNeedless';
import type { Rule } from './rule';

/** Every rule by what it is about, in the order of the documentation. */
export const RULES: Readonly<Record<'json' | 'schema' | 'firmware' | 'image' | 'file', readonly Rule[]>> = {
  /** Rules on the text as JSON. */
  json: [
    jsonBig,
    jsonBlank,
    jsonByteOrderMark,
    jsonComment,
    jsonDeep,
    jsonDuplicateKey,
    jsonExtraContent,
    jsonForeignFormat,
    jsonLargeInteger,
    jsonLinkText,
    jsonMergeConflict,
    jsonMissingComma,
    jsonNonAscii,
    jsonOddText,
    jsonStrayComma,
    jsonString,
    jsonStructure,
    jsonTooDeep,
    jsonTooLarge,
    jsonUnclosed,
    jsonWord,
  ],
  /** Rules on what the schema states. */
  schema: [
    misplacedMember,
    missingMember,
    needsNewerQemu,
    unknownMember,
    unknownValue,
    wrongBranch,
    wrongType,
  ],
  /** Rules on what the members mean together. */
  firmware: [
    acpiArchitecture,
    biosArchitecture,
    buildPath,
    confidentialArchitecture,
    confidentialFlash,
    deviceUnknownToLibvirt,
    duplicateItem,
    formatNotForFlash,
    formatSuffix,
    formatsDiffer,
    hostVarsFlash,
    hostVarsStore,
    interfaceUnknownToLibvirt,
    keysWithoutSecureBoot,
    machineAlias,
    machineGlobSyntax,
    machineSubsumed,
    machineUnknown,
    machineVersionless,
    memoryWithoutStore,
    modeCombined,
    modeOmitted,
    neverMatches,
    noInterfaceType,
    relativePath,
    sameImage,
    secureBootWithoutSmm,
    sevGenerations,
    smmMachine,
    smmWithoutSecureBoot,
    templateMissing,
    templateUnexpected,
    verboseConflict,
  ],
  /** Rules that compare the images with what the descriptor says of them. */
  image: [
    imageArchitecture,
    imageConfidential,
    imageFormat,
    imageInterface,
    imageKeys,
    imageKind,
    imageMissing,
    imageMode,
    imageSecureBoot,
    imageSize,
    imageSmm,
    imageSuspend,
    imageTemplate,
    imageUnreadable,
    imageVerbose,
  ],
  /** Rules on where the file lies, and what lies around it. */
  file: [backupFile, fileHidden, fileLink, fileName, fileOrder, fileShadowed, fileUnsearched, maskNeedless],
};

export const ALL_RULES: readonly Rule[] = Object.values(RULES).flat();
