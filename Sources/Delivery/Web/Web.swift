/// The pages and the HTTP edge: the only floor that knows requests, answers, cookies, HTML and French sentences.
/// Owns the kit that pages are made of (Kit), what a request must be before anyone reads it (Edge), and the table of routes with who
/// may take each (Routes). Refuses to decide anything of the trade: services decide again with the object in hand.
package enum Web {}
