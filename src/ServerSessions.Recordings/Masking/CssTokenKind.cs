namespace ServerSessions.Recordings.Masking;

/// <summary>What a piece of a style sheet is, as far as the filter distinguishes it.</summary>
internal enum CssTokenKind
{
    /// <summary>A name, a number, a delimiter or white space.</summary>
    Other,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A string in quotes.</summary>
    Text,

    /// <summary>A name and the parenthesis that opens its arguments.</summary>
    Function,

    /// <summary>"@" and a name.</summary>
    AtKeyword,
}
