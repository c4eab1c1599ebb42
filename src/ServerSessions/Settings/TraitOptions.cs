namespace ServerSessions;

/// <summary>A trait that the application records for its users with <see cref="TrackedSession.SetTrait"/>.</summary>
public sealed class TraitOptions
{
    /// <summary>Name of the trait, such as "plan": at most 32 letters, digits, "-", "_" and ".".</summary>
    public required string Name { get; set; }

    /// <summary>The values that it can have. Empty (the default): any, up to <see cref="MaxOtherValues"/>.</summary>
    public ISet<string> Values { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Maximum number of distinct values, not among <see cref="Values"/>, that are kept in a day (UTC) in this process; further ones are "(other)". Null (the
    /// default): 50 where no values are declared, and 0 where some are. At most 1,000.
    /// </summary>
    public int? MaxOtherValues { get; set; }
}
