import { getDomain } from 'tldts'
import { remembered } from './remembered.ts'

/**
 * A mail address as it is delivered: lower case, without what follows a plus, and at Google without dots.
 * Returns null for what is no address.
 */
export function mailKey(address: string): string | null {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  if (at < 1 || at === lower.length - 1) return null
  const host = lower.slice(at + 1) === 'googlemail.com' ? 'gmail.com' : lower.slice(at + 1)
  const box = lower.slice(0, at).replace(/(?<=.)\+.*$/, '')
  return `${host === 'gmail.com' ? box.replaceAll('.', '') : box}@${host}`
}

// Boxes that a desk reads, not one person.
const desks = new Set(
  `info sales contact office mail email post hello hi support service admin accounts accounting billing invoice finance
  marketing press hr jobs career purchasing order orders booking reception webmaster noreply no-reply
  kontakt kundservice kundeservice faktura ekonomi regnskab salg forsaljning inkop
  bilgi iletisim satis muhasebe destek siparis`.split(/\s+/),
)

/** Whether an address is a desk's: 'info@', 'satis@'. Colleagues share it. */
export function isDesk(address: string): boolean {
  return desks.has(address.slice(0, address.indexOf('@')))
}

// Where anybody may have a box: no company's domain.
const freeMail = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com icloud.com me.com
  mac.com aol.com proton.me protonmail.com pm.me gmx.com gmx.net gmx.de gmx.at web.de t-online.de freenet.de mail.com
  mail.ru yandex.com yandex.ru zoho.com fastmail.com hey.com tutanota.com hotmail.co.uk yahoo.co.uk btinternet.com
  sky.com virginmedia.com outlook.dk hotmail.dk live.dk mail.dk jubii.dk ofir.dk stofanet.dk tdcadsl.dk youmail.dk
  telia.com hotmail.se live.se outlook.se spray.se bredband.net bredband2.com comhem.se tele2.se swipnet.se passagen.se
  home.se ownit.nu hotmail.com.tr yahoo.com.tr mynet.com ttmail.com superonline.com turk.net yandex.com.tr outlook.com.tr
  walla.com walla.co.il netvision.net.il bezeqint.net 012.net.il 013.net zahav.net.il hotmail.co.il yahoo.co.il
  yahoo.co.th hotmail.co.th outlook.co.th windowslive.com thaimail.com hotmail.co.jp online.no broadpark.no`.split(
    /\s+/,
  ),
)

// Where anybody may have a page: no company's own site.
const shared = new Set(
  `facebook.com instagram.com linkedin.com twitter.com x.com youtube.com tiktok.com wixsite.com wordpress.com blogspot.com
  weebly.com squarespace.com github.io shopify.com myshopify.com google.com line.me linktr.ee etsy.com`.split(/\s+/),
)

/** The registered domain of a site, a host or a mail address, if it can belong to a company: 'kestrel.co.il'. */
export function companyDomain(text: string): string | null {
  return domainOfHost(text.trim().toLowerCase().replace(/^.*@/, ''))
}

const domainOfHost = remembered(5_000, (host: string): string | null => {
  const domain = getDomain(host)
  return domain === null || freeMail.has(domain) || shared.has(domain) ? null : domain
})

/** A page at LinkedIn, without language, query and trailing signs: 'in/noa-levi'. */
export function linkedinKey(text: string): string | null {
  const found = /linkedin\.com\/(?:[a-z]{2}\/)?(in|pub|company|school)\/([^/?#\s]+)/i.exec(text)
  if (!found?.[1] || !found[2]) return null
  return `${found[1]}/${decoded(found[2])}`.toLowerCase()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A percent sign that begins no code: the page is called as it stands.
    return text
  }
}
