namespace ServerSessions.Dashboard.Actions;

/// <summary>An act of a person, as the page shows it on which the act is confirmed.</summary>
/// <param name="Section">Entry of the navigation.</param>
/// <param name="Title">The question, such as "Block this session?".</param>
/// <param name="Button">Label of the button that carries it out.</param>
/// <param name="Post">Address of the form.</param>
/// <param name="Back">Address of the page that the person came from.</param>
internal sealed record PageAction(string Section, string Title, string Button, string Post, string Back)
{
    /// <summary>What it is about; text that others can influence.</summary>
    public string? Subject { get; init; }

    /// <summary>What will happen, in sentences.</summary>
    public IReadOnlyList<string> Effects { get; init; } = [];

    public IReadOnlyList<ActionField> Fields { get; init; } = [];

    /// <summary>Whether it cannot be taken back.</summary>
    public bool IsFinal { get; init; }
}
