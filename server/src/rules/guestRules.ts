// Generated from the files of the rules. Do not edit: run "npm run generate".

import { guestAcpi } from './guest/guestAcpi';
import { guestAttributeWithChoice } from './guest/guestAttributeWithChoice';
import { guestBiosWithVariables } from './guest/guestBiosWithVariables';
import { guestConfidential } from './guest/guestConfidential';
import { guestDefaultMachine } from './guest/guestDefaultMachine';
import { guestDescriptor } from './guest/guestDescriptor';
import { guestFeaturesWithoutChoice } from './guest/guestFeaturesWithoutChoice';
import { guestForgetsVariables } from './guest/guestForgetsVariables';
import { guestIgnored } from './guest/guestIgnored';
import { guestImage } from './guest/guestImage';
import { guestImageMissing } from './guest/guestImageMissing';
import { guestImageUnreadable } from './guest/guestImageUnreadable';
import { guestKeysWithoutSecureBoot } from './guest/guestKeysWithoutSecureBoot';
import { guestLoaderPath } from './guest/guestLoaderPath';
import { guestNeedsNewer } from './guest/guestNeedsNewer';
import { guestNoFirmware } from './guest/guestNoFirmware';
import { guestNvramAndVarstore } from './guest/guestNvramAndVarstore';
import { guestNvramIncomplete } from './guest/guestNvramIncomplete';
import { guestOtherHypervisor } from './guest/guestOtherHypervisor';
import { guestRom } from './guest/guestRom';
import { guestSecureNo } from './guest/guestSecureNo';
import { guestSmm } from './guest/guestSmm';
import { guestSpeltOut } from './guest/guestSpeltOut';
import { guestStatelessWithVariables } from './guest/guestStatelessWithVariables';
import { guestSuspension } from './guest/guestSuspension';
import { guestTemplateAsNvram } from './guest/guestTemplateAsNvram';
import { guestTwoFirmwares } from './guest/guestTwoFirmwares';
import { guestValue } from './guest/guestValue';
import { guestVariablesImpossible } from './guest/guestVariablesImpossible';
import { guestWritableWithVariables } from './guest/guestWritableWithVariables';
import { guestXml } from './guest/guestXml';
import type { GuestRule } from './guestRule';

/** Every rule on the definitions of guests. */
export const GUEST_RULES: readonly GuestRule[] = [
  guestAcpi,
  guestAttributeWithChoice,
  guestBiosWithVariables,
  guestConfidential,
  guestDefaultMachine,
  guestDescriptor,
  guestFeaturesWithoutChoice,
  guestForgetsVariables,
  guestIgnored,
  guestImage,
  guestImageMissing,
  guestImageUnreadable,
  guestKeysWithoutSecureBoot,
  guestLoaderPath,
  guestNeedsNewer,
  guestNoFirmware,
  guestNvramAndVarstore,
  guestNvramIncomplete,
  guestOtherHypervisor,
  guestRom,
  guestSecureNo,
  guestSmm,
  guestSpeltOut,
  guestStatelessWithVariables,
  guestSuspension,
  guestTemplateAsNvram,
  guestTwoFirmwares,
  guestValue,
  guestVariablesImpossible,
  guestWritableWithVariables,
  guestXml,
];
