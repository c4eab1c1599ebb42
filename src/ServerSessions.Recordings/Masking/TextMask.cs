namespace ServerSessions.Recordings.Masking;

/// <summary>Replaces text by asterisks. White space stays, so that lines break where they broke.</summary>
internal static class TextMask
{
    /// <summary>What every non-empty value of a field becomes: its length is a secret too.</summary>
    public const string Value = "********";

    public static string Text(string text) => string.Create(text.Length, text, static (masked, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            masked[i] = char.IsWhiteSpace(from[i]) ? from[i] : '*';
    });

    /// <summary>The text of a node: a filtered style sheet, as it is where it is shown, or masked.</summary>
    public static string Of(string text, bool isShown, bool isInStyle) => isInStyle ? CssFilter.StyleSheet(text) : isShown ? text : Text(text);

    public static string Field(string text) => text.Length == 0 ? "" : Value;
}
