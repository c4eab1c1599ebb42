namespace ServerSessions;

/// <summary>
/// Says that this endpoint takes logins: its POST is an attempt on the account named in a form field, a JSON member or a
/// parameter. The account is kept as a keyed hash only.
/// </summary>
/// <param name="accountField">Name of the field, compared without regard to case: "email".</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class TrackLoginAttribute(string accountField) : Attribute
{
    /// <summary>The field that names the account.</summary>
    public string AccountField { get; } = Guard.Name(accountField, nameof(accountField));
}
