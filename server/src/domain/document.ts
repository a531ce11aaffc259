import type { XmlElement } from '@rgrove/parse-xml';
import { LineIndex } from '../text/lineIndex';
import { findChild, listElements } from './elements';
import { parseXml, type XmlProblem } from './parseXml';

/** One version of a text with definitions of libvirt domains. It never changes; each part is derived once. */
export class DomainDocument {
  private parsed: ReturnType<typeof parseXml> | undefined;
  private index: LineIndex | undefined;

  constructor(readonly text: string) {}

  /** The root element, as far as the text can be read. */
  get root(): XmlElement | undefined {
    return this.parse().root;
  }

  /** Why the text cannot be read: nothing after this place was read. */
  get problem(): XmlProblem | undefined {
    return this.parse().problem;
  }

  get lines(): LineIndex {
    return (this.index ??= new LineIndex(this.text));
  }

  /** The domains in the text. Empty if the elements belong to another language, such as XSLT. */
  get domains(): readonly XmlElement[] {
    const { root } = this;
    return root ? listDomains(root) : [];
  }

  /** Whether libvirt wrote the text, such as a snapshot, whose domain people do not edit. */
  get isGenerated(): boolean {
    const name = this.root?.name;
    return name !== undefined && name !== 'domain' && name !== 'domains';
  }

  private parse(): ReturnType<typeof parseXml> {
    return (this.parsed ??= parseXml(this.text));
  }
}

function listDomains(root: XmlElement): readonly XmlElement[] {
  // libvirt finds elements without a namespace only.
  if ((root.attributes.xmlns ?? '') !== '') return [];
  switch (root.name) {
    case 'domain':
      return [root];
    case 'domains':
      return listElements(root).filter(({ name }) => name === 'domain');
    case 'domainsnapshot':
    case 'domaincheckpoint':
    case 'domstatus':
      return ['domain', 'inactiveDomain'].flatMap((name) => findChild(root, name) ?? []);
    default:
      return [];
  }
}
