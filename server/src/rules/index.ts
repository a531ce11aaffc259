import { imageMissing } from './image/imageMissing';
import { fileName } from './file/fileName';
import { fileHidden, maskNeedless } from './file/hidden';
import { fileShadowed } from './file/shadowed';
import { backupFile, link } from './file/strayFile';
import { acpiArchitecture } from './firmware/acpiArchitecture';
import { combinedMode } from './firmware/combinedMode';
import { confidentialArchitecture } from './firmware/confidentialArchitecture';
import { confidentialFlash } from './firmware/confidentialFlash';
import { deviceUnknownToLibvirt } from './firmware/deviceUnknownToLibvirt';
import { duplicateItem } from './firmware/duplicateItem';
import { formatNotForFlash } from './firmware/formatNotForFlash';
import { formatsDiffer } from './firmware/formatsDiffer';
import { formatSuffix } from './firmware/formatSuffix';
import { hostVariablesFlash, hostVariablesStore } from './firmware/hostVariables';
import { machineAlias } from './firmware/machineAlias';
import { machineGlobSyntax } from './firmware/machineGlobSyntax';
import { machineSubsumed } from './firmware/machineSubsumed';
import { machineUnknown } from './firmware/machineUnknown';
import { machineVersionless } from './firmware/machineVersionless';
import { modeOmitted } from './firmware/modeOmitted';
import { neverMatches } from './firmware/neverMatches';
import { noInterfaceType } from './firmware/noInterfaceType';
import { relativePath } from './firmware/relativePath';
import { sameImage } from './firmware/sameImage';
import { keysWithoutSecureBoot, secureBootWithoutSmm } from './firmware/secureBoot';
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
import { imageMode } from './image/imageMode';
import { imageSecureBoot } from './image/imageSecureBoot';
import { imageSize } from './image/imageSize';
import { imageSmm } from './image/imageSmm';
import { imageSuspend } from './image/imageSuspend';
import { imageTemplate } from './image/imageTemplate';
import { imageVerbose } from './image/imageVerbose';
import { blank } from './json/blank';
import { linkText } from './json/linkText';
import { byteOrderMark } from './json/byteOrderMark';
import { comment } from './json/comment';
import { deep } from './json/deep';
import { duplicateKey } from './json/duplicateKey';
import { extraContent } from './json/extraContent';
import { big, tooDeep, tooLarge } from './json/limits';
import { missingComma } from './json/missingComma';
import { oddText } from './json/oddText';
import { strayComma } from './json/strayComma';
import { string } from './json/string';
import { structure } from './json/structure';
import { unclosed } from './json/unclosed';
import { word } from './json/word';
import type { Rule } from './rule';
import { misplacedMember } from './schema/misplacedMember';
import { missingMember } from './schema/missingMember';
import { needsNewerQemu } from './schema/needsNewerQemu';
import { unknownMember } from './schema/unknownMember';
import { unknownValue } from './schema/unknownValue';
import { wrongBranch } from './schema/wrongBranch';
import { wrongType } from './schema/wrongType';

/** Every rule by what it is about, in the order of the documentation. */
export const RULES: Readonly<Record<'json' | 'schema' | 'firmware' | 'image' | 'file', readonly Rule[]>> = {
  /** On the text as JSON. */
  json: [
    byteOrderMark,
    comment,
    strayComma,
    missingComma,
    string,
    word,
    structure,
    unclosed,
    extraContent,
    blank,
    linkText,
    duplicateKey,
    oddText,
    deep,
    tooDeep,
    big,
    tooLarge,
  ],
  /** What the schema states. */
  schema: [
    missingMember,
    unknownMember,
    misplacedMember,
    wrongBranch,
    wrongType,
    unknownValue,
    needsNewerQemu,
  ],
  /** What the members mean together. */
  firmware: [
    templateMissing,
    templateUnexpected,
    modeOmitted,
    combinedMode,
    sameImage,
    formatSuffix,
    formatsDiffer,
    formatNotForFlash,
    deviceUnknownToLibvirt,
    noInterfaceType,
    neverMatches,
    verboseConflict,
    keysWithoutSecureBoot,
    secureBootWithoutSmm,
    smmWithoutSecureBoot,
    smmMachine,
    confidentialArchitecture,
    confidentialFlash,
    sevGenerations,
    hostVariablesStore,
    hostVariablesFlash,
    acpiArchitecture,
    machineAlias,
    machineGlobSyntax,
    machineVersionless,
    machineUnknown,
    machineSubsumed,
    relativePath,
    duplicateItem,
  ],
  /** What the images are, held against what is said of them. */
  image: [
    imageMissing,
    imageFormat,
    imageSize,
    imageMode,
    imageTemplate,
    imageKeys,
    imageArchitecture,
    imageConfidential,
    imageSecureBoot,
    imageSmm,
    imageSuspend,
    imageVerbose,
    imageKind,
    imageInterface,
  ],
  /** Where the file lies, and what lies around it. */
  file: [fileName, backupFile, link, fileHidden, maskNeedless, fileShadowed],
};

export const ALL_RULES: readonly Rule[] = Object.values(RULES).flat();
