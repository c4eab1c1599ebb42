using Microsoft.Extensions.Options;

namespace ServerSessions.Person.Activity;

/// <summary>What a person reads about instructors: whether there are any, and what lets them see one person's progress.</summary>
internal sealed class InstructorAgreement(IOptions<SessionTrackingOptions> options)
{
    /// <summary>Set when the instructor's view is mapped.</summary>
    public bool IsMapped { get; set; }

    public int Weeks => options.Value.Instructors.Weeks;

    /// <summary>The owner's legal basis; null where the person's agreement is needed.</summary>
    public string? LegalBasis => options.Value.Instructors.LegalBasis;
}
