// Generated from the files of the rules. Do not edit: run "npm run generate".

import { guestAcpiDocs } from './guest/guestAcpi';
import { guestAttributeWithChoiceDocs } from './guest/guestAttributeWithChoice';
import { guestBiosWithVariablesDocs } from './guest/guestBiosWithVariables';
import { guestConfidentialDocs } from './guest/guestConfidential';
import { guestDefaultMachineDocs } from './guest/guestDefaultMachine';
import { guestDescriptorDocs } from './guest/guestDescriptor';
import { guestFeaturesWithoutChoiceDocs } from './guest/guestFeaturesWithoutChoice';
import { guestForgetsVariablesDocs } from './guest/guestForgetsVariables';
import { guestIgnoredDocs } from './guest/guestIgnored';
import { guestImageDocs } from './guest/guestImage';
import { guestImageMissingDocs } from './guest/guestImageMissing';
import { guestImageUnreadableDocs } from './guest/guestImageUnreadable';
import { guestKeysWithoutSecureBootDocs } from './guest/guestKeysWithoutSecureBoot';
import { guestLoaderPathDocs } from './guest/guestLoaderPath';
import { guestNeedsNewerDocs } from './guest/guestNeedsNewer';
import { guestNoFirmwareDocs } from './guest/guestNoFirmware';
import { guestNvramAndVarstoreDocs } from './guest/guestNvramAndVarstore';
import { guestNvramIncompleteDocs } from './guest/guestNvramIncomplete';
import { guestOtherHypervisorDocs } from './guest/guestOtherHypervisor';
import { guestRomDocs } from './guest/guestRom';
import { guestSecureNoDocs } from './guest/guestSecureNo';
import { guestSmmDocs } from './guest/guestSmm';
import { guestSpeltOutDocs } from './guest/guestSpeltOut';
import { guestStatelessWithVariablesDocs } from './guest/guestStatelessWithVariables';
import { guestSuspensionDocs } from './guest/guestSuspension';
import { guestTemplateAsNvramDocs } from './guest/guestTemplateAsNvram';
import { guestTwoFirmwaresDocs } from './guest/guestTwoFirmwares';
import { guestValueDocs } from './guest/guestValue';
import { guestVariablesImpossibleDocs } from './guest/guestVariablesImpossible';
import { guestWritableWithVariablesDocs } from './guest/guestWritableWithVariables';
import { guestXmlDocs } from './guest/guestXml';
import type { GuestRuleDocs } from './guestRule';

/** What is written about the rules on guests. Apart from GUEST_RULES, for programs that do not print it. */
export const GUEST_DOCS: readonly GuestRuleDocs[] = [
  guestAcpiDocs,
  guestAttributeWithChoiceDocs,
  guestBiosWithVariablesDocs,
  guestConfidentialDocs,
  guestDefaultMachineDocs,
  guestDescriptorDocs,
  guestFeaturesWithoutChoiceDocs,
  guestForgetsVariablesDocs,
  guestIgnoredDocs,
  guestImageDocs,
  guestImageMissingDocs,
  guestImageUnreadableDocs,
  guestKeysWithoutSecureBootDocs,
  guestLoaderPathDocs,
  guestNeedsNewerDocs,
  guestNoFirmwareDocs,
  guestNvramAndVarstoreDocs,
  guestNvramIncompleteDocs,
  guestOtherHypervisorDocs,
  guestRomDocs,
  guestSecureNoDocs,
  guestSmmDocs,
  guestSpeltOutDocs,
  guestStatelessWithVariablesDocs,
  guestSuspensionDocs,
  guestTemplateAsNvramDocs,
  guestTwoFirmwaresDocs,
  guestValueDocs,
  guestVariablesImpossibleDocs,
  guestWritableWithVariablesDocs,
  guestXmlDocs,
];
