/**
 * Mail that goes out, over SMTP. It turns a letter of plain words into text and HTML and hands it to the server that the
 * operator named; what a letter says, and to whom, its sender knows.
 */
export { smtpPost } from './smtp.ts'
