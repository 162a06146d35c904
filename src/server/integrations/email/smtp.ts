import type { Delivery, Letter, SendLetter } from '../../kernel/mail.ts'
import { htmlOf, textOf } from './letter.ts'

const seconds = 1000

/**
 * Sends letters with a mail server.
 * @param smtpUrl smtps://user:password@host:465, or smtp:// with STARTTLS where the server offers it
 * @param from an address, or a name with an address in angle brackets
 */
export function smtpPost(smtpUrl: string, from: string): SendLetter {
  return async (letter: Letter): Promise<Delivery> => {
    // 15 MB that a process without mails does without.
    const { createTransport } = await import('nodemailer')
    const transport = createTransport({
      url: smtpUrl,
      connectionTimeout: 20 * seconds,
      greetingTimeout: 20 * seconds,
      socketTimeout: 60 * seconds,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    try {
      await transport.sendMail({
        from,
        to: letter.to,
        subject: letter.subject,
        text: textOf(letter),
        html: htmlOf(letter),
        headers: { 'auto-submitted': 'auto-generated', 'content-language': letter.language, ...unsubscribing(letter) },
      })
      return { delivered: true }
    } catch (error) {
      // The library throws an Error for whatever the server says; 5xx is the server's last word.
      const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
      return { delivered: false, final: code >= 500 }
    } finally {
      transport.close()
    }
  }
}

/** So that a mail program shows its own way out (RFC 2369). */
function unsubscribing({ stop }: Letter): Record<string, string> {
  return stop ? { 'list-unsubscribe': `<${stop.url}>` } : {}
}
