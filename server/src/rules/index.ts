import { confidentialArchitecture } from './firmware/confidentialArchitecture';
import { deviceUnknownToLibvirt } from './firmware/deviceUnknownToLibvirt';
import { duplicateItem } from './firmware/duplicateItem';
import { formatNotForFlash } from './firmware/formatNotForFlash';
import { machineAlias } from './firmware/machineAlias';
import { machineGlobSyntax } from './firmware/machineGlobSyntax';
import { machineUnknown } from './firmware/machineUnknown';
import { neverMatches } from './firmware/neverMatches';
import { noInterfaceType } from './firmware/noInterfaceType';
import { relativePath } from './firmware/relativePath';
import { keysWithoutSecureBoot, secureBootWithoutSmm } from './firmware/secureBoot';
import { smmMachine } from './firmware/smmMachine';
import { templateMissing } from './firmware/templateMissing';
import { templateUnexpected } from './firmware/templateUnexpected';
import { verboseConflict } from './firmware/verboseConflict';
import { blank } from './json/blank';
import { byteOrderMark } from './json/byteOrderMark';
import { comment } from './json/comment';
import { duplicateKey } from './json/duplicateKey';
import { extraContent } from './json/extraContent';
import { tooDeep, tooLarge } from './json/limits';
import { missingComma } from './json/missingComma';
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
export const RULES: Readonly<Record<'json' | 'schema' | 'firmware', readonly Rule[]>> = {
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
    duplicateKey,
    tooDeep,
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
    deviceUnknownToLibvirt,
    noInterfaceType,
    neverMatches,
    formatNotForFlash,
    verboseConflict,
    keysWithoutSecureBoot,
    secureBootWithoutSmm,
    smmMachine,
    confidentialArchitecture,
    machineAlias,
    machineGlobSyntax,
    machineUnknown,
    relativePath,
    duplicateItem,
  ],
};

export const ALL_RULES: readonly Rule[] = Object.values(RULES).flat();
