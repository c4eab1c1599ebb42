namespace ServerSessions.Dashboard.Actions;

/// <summary>What an act asks for.</summary>
/// <param name="Name">Name in the form.</param>
/// <param name="Label">Label for people; null for a hidden field.</param>
internal sealed record ActionField(string Name, string? Label)
{
    public string? Value { get; init; }

    public string? Placeholder { get; init; }

    public int MaxLength { get; init; } = 500;

    public bool IsRequired { get; init; }

    public bool IsNumber { get; init; }

    public static ActionField Reason(bool isRequired = true) => new("reason", isRequired ? "Reason" : "Reason (optional)") { IsRequired = isRequired };

    public static ActionField Minutes(string usual) => new("minutes", "Minutes") { IsNumber = true, MaxLength = 6, Placeholder = usual };

    public static ActionField Hidden(string name, string value) => new(name, null) { Value = value };
}
