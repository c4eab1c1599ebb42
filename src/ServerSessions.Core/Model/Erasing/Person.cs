namespace ServerSessions.Model.Erasing;

/// <summary>A person, or one session, as it is known in what is kept.</summary>
/// <param name="Ids">Its ids, for records that are found by them.</param>
internal sealed record Person(PersonIds Ids)
{
    /// <summary>Finds the ids, in records that are searched.</summary>
    public PersonTraces Traces { get; } = new(Ids);

    /// <summary>When the person used each browser; known for an export of a person only.</summary>
    public BrowserTimes Times { get; init; } = new();

    /// <summary>
    /// Whose record it is that is stored under a pseudonym: none for one of the person's own, else the browser, which other people may use, too.
    /// </summary>
    public Pseudonym BrowserOf(string id) => Pseudonym.TryParse(id, out var browser) && !Ids.Users.Contains(browser) ? browser : default;
}
