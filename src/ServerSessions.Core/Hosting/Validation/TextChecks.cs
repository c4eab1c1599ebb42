namespace ServerSessions.Hosting;

/// <summary>Checks lists of names and prefixes: an empty text would match nothing, or everything.</summary>
internal static class TextChecks
{
    public static void Check(Faults faults, SessionProcessingOptions options)
    {
        Check(faults, options.Goals, "Goals", "the name of a step");
        Check(faults, options.Hubs, "Hubs", "the name of a step");
        Check(faults, options.LiveJourney.ItemEvents, "LiveJourney:ItemEvents", "what the names of an item's events begin with, such as \"product.\"");
        Check(faults, options.Responses.AllowedUsers, "Responses:AllowedUsers", "the id of a user");
        Check(faults, options.Digest.Webhooks, "Digest:Webhooks", "the id of a webhook");
    }

    /// <param name="faults">Where faults are added.</param>
    /// <param name="texts">The list.</param>
    /// <param name="list">Its path in the configuration.</param>
    /// <param name="expected">What each text is.</param>
    public static void Check(Faults faults, IEnumerable<string> texts, string list, string expected)
    {
        foreach (var text in texts.Where(string.IsNullOrWhiteSpace).Take(1))
            faults.Add($"{list.Replace(':', '.')} has an empty text; expected {expected}.", list, text);
    }
}
