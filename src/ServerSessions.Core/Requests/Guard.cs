namespace ServerSessions;

internal static class Guard
{
    public const int NameLength = 128;

    public static string Name(string value, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, parameter);
        return value.Length <= NameLength
            ? value
            : throw new ArgumentException($"The name has {value.Length} characters; at most {NameLength} are kept. Use a shorter one.", parameter);
    }
}
