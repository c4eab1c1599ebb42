namespace ServerSessions;

/// <summary>A condition of the exemptions for audience measurement, of a <see cref="TransparencyDocument"/>.</summary>
/// <param name="Id">Short name of the condition, such as "identifier-lifetime".</param>
/// <param name="Condition">The condition.</param>
/// <param name="Source">Who sets it: CNIL, ICO, or both.</param>
/// <param name="Setting">The setting that meets it, with its value.</param>
/// <param name="IsMet">Whether the running settings meet it.</param>
public sealed record TransparencyCondition(string Id, string Condition, string Source, string Setting, bool IsMet);
