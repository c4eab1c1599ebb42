namespace ServerSessions.Model.Erasing;

/// <summary>A person, or one session, as it is known in what is kept.</summary>
/// <param name="Ids">Its ids, for records that are found by them.</param>
internal sealed record Person(PersonIds Ids)
{
    /// <summary>Finds the ids, in records that are searched.</summary>
    public PersonTraces Traces { get; } = new(Ids);
}
