package moderation

// The rules as they are until an administrator words them, as Markdown.
const (
	swedishRules = `Här diskuterar vi hur kommunen ska bli bättre. Var saklig och vänlig, också när du inte håller med.

## Det här tas bort

1. **Sådant som är olagligt**, till exempel hot, hets mot folkgrupp eller uppvigling. Kommunen är enligt lag (1998:112) skyldig att ta bort det.
2. **Påhopp** på andra, och trakasserier.
3. **Andras personuppgifter**, som telefonnummer, adresser eller uppgifter om hälsa.
4. **Det som någon annan har upphovsrätt till.**
5. **Reklam och skräp**, också samma sak många gånger.
6. **Att utge sig för att vara någon annan.**
7. **Det som inte hör till ämnet.**

## Så går det till

Alla kan rapportera. En människa läser rapporten och bestämmer. Den som skrivit får veta vad som bestämts, vilken regel eller lag det gäller och varför. Den som inte håller med kan överklaga inom sex månader, och då prövas det av någon annan.`

	englishRules = `Here we discuss how the municipality can do better. Be factual and kind, also when you disagree.

## What is removed

1. **What is against the law**, such as threats, agitation against a population group or incitement. The municipality must remove it by Swedish law (1998:112).
2. **Attacks** on others, and harassment.
3. **Other people's personal data**, such as telephone numbers, addresses or anything about health.
4. **What somebody else holds the copyright to.**
5. **Advertising and spam**, also the same thing many times over.
6. **Pretending to be somebody else.**
7. **What is off topic.**

## How it works

Anybody can report. A person reads the report and decides. Whoever wrote the text is told what was decided, by which rule or law, and why. If you disagree you can appeal within six months, and then somebody else decides.`
)
