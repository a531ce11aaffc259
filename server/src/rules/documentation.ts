import { imageMissingDocs } from './image/imageMissing';
import { fileNameDocs } from './file/fileName';
import { fileHiddenDocs, maskNeedlessDocs } from './file/hidden';
import { fileShadowedDocs } from './file/shadowed';
import { backupFileDocs, linkDocs } from './file/strayFile';
import { acpiArchitectureDocs } from './firmware/acpiArchitecture';
import { combinedModeDocs } from './firmware/combinedMode';
import { confidentialArchitectureDocs } from './firmware/confidentialArchitecture';
import { confidentialFlashDocs } from './firmware/confidentialFlash';
import { deviceUnknownToLibvirtDocs } from './firmware/deviceUnknownToLibvirt';
import { duplicateItemDocs } from './firmware/duplicateItem';
import { formatNotForFlashDocs } from './firmware/formatNotForFlash';
import { formatsDifferDocs } from './firmware/formatsDiffer';
import { formatSuffixDocs } from './firmware/formatSuffix';
import { hostVariablesFlashDocs, hostVariablesStoreDocs } from './firmware/hostVariables';
import { machineAliasDocs } from './firmware/machineAlias';
import { machineGlobSyntaxDocs } from './firmware/machineGlobSyntax';
import { machineSubsumedDocs } from './firmware/machineSubsumed';
import { machineUnknownDocs } from './firmware/machineUnknown';
import { machineVersionlessDocs } from './firmware/machineVersionless';
import { modeOmittedDocs } from './firmware/modeOmitted';
import { neverMatchesDocs } from './firmware/neverMatches';
import { noInterfaceTypeDocs } from './firmware/noInterfaceType';
import { relativePathDocs } from './firmware/relativePath';
import { sameImageDocs } from './firmware/sameImage';
import { keysWithoutSecureBootDocs, secureBootWithoutSmmDocs } from './firmware/secureBoot';
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
import { imageModeDocs } from './image/imageMode';
import { imageSecureBootDocs } from './image/imageSecureBoot';
import { imageSizeDocs } from './image/imageSize';
import { imageSmmDocs } from './image/imageSmm';
import { imageSuspendDocs } from './image/imageSuspend';
import { imageTemplateDocs } from './image/imageTemplate';
import { imageVerboseDocs } from './image/imageVerbose';
import { blankDocs } from './json/blank';
import { linkTextDocs } from './json/linkText';
import { byteOrderMarkDocs } from './json/byteOrderMark';
import { commentDocs } from './json/comment';
import { deepDocs } from './json/deep';
import { duplicateKeyDocs } from './json/duplicateKey';
import { extraContentDocs } from './json/extraContent';
import { bigDocs, tooDeepDocs, tooLargeDocs } from './json/limits';
import { missingCommaDocs } from './json/missingComma';
import { oddTextDocs } from './json/oddText';
import { strayCommaDocs } from './json/strayComma';
import { stringDocs } from './json/string';
import { structureDocs } from './json/structure';
import { unclosedDocs } from './json/unclosed';
import { wordDocs } from './json/word';
import { misplacedMemberDocs } from './schema/misplacedMember';
import { missingMemberDocs } from './schema/missingMember';
import { needsNewerQemuDocs } from './schema/needsNewerQemu';
import { unknownMemberDocs } from './schema/unknownMember';
import { unknownValueDocs } from './schema/unknownValue';
import { wrongBranchDocs } from './schema/wrongBranch';
import { wrongTypeDocs } from './schema/wrongType';
import type { RULES } from './index';
import type { RuleDocs } from './rule';

/** What is written about the rules, by what they are about. Apart from RULES, so that the server need not carry it. */
export const RULE_DOCS: Readonly<Record<keyof typeof RULES, readonly RuleDocs[]>> = {
  /** On the text as JSON. */
  json: [
    byteOrderMarkDocs,
    commentDocs,
    strayCommaDocs,
    missingCommaDocs,
    stringDocs,
    wordDocs,
    structureDocs,
    unclosedDocs,
    extraContentDocs,
    blankDocs,
    linkTextDocs,
    duplicateKeyDocs,
    oddTextDocs,
    deepDocs,
    tooDeepDocs,
    bigDocs,
    tooLargeDocs,
  ],
  /** What the schema states. */
  schema: [
    missingMemberDocs,
    unknownMemberDocs,
    misplacedMemberDocs,
    wrongBranchDocs,
    wrongTypeDocs,
    unknownValueDocs,
    needsNewerQemuDocs,
  ],
  /** What the members mean together. */
  firmware: [
    templateMissingDocs,
    templateUnexpectedDocs,
    modeOmittedDocs,
    combinedModeDocs,
    sameImageDocs,
    formatSuffixDocs,
    formatsDifferDocs,
    formatNotForFlashDocs,
    deviceUnknownToLibvirtDocs,
    noInterfaceTypeDocs,
    neverMatchesDocs,
    verboseConflictDocs,
    keysWithoutSecureBootDocs,
    secureBootWithoutSmmDocs,
    smmWithoutSecureBootDocs,
    smmMachineDocs,
    confidentialArchitectureDocs,
    confidentialFlashDocs,
    sevGenerationsDocs,
    hostVariablesStoreDocs,
    hostVariablesFlashDocs,
    acpiArchitectureDocs,
    machineAliasDocs,
    machineGlobSyntaxDocs,
    machineVersionlessDocs,
    machineUnknownDocs,
    machineSubsumedDocs,
    relativePathDocs,
    duplicateItemDocs,
  ],
  /** What the images are, held against what is said of them. */
  image: [
    imageMissingDocs,
    imageFormatDocs,
    imageSizeDocs,
    imageModeDocs,
    imageTemplateDocs,
    imageKeysDocs,
    imageArchitectureDocs,
    imageConfidentialDocs,
    imageSecureBootDocs,
    imageSmmDocs,
    imageSuspendDocs,
    imageVerboseDocs,
    imageKindDocs,
    imageInterfaceDocs,
  ],
  /** Where the file lies, and what lies around it. */
  file: [fileNameDocs, backupFileDocs, linkDocs, fileHiddenDocs, maskNeedlessDocs, fileShadowedDocs],
};

export const ALL_DOCS: readonly RuleDocs[] = Object.values(RULE_DOCS).flat();
