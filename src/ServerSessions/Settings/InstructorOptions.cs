using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Settings of the instructor's view (<c>MapInstructorView</c>).</summary>
public sealed class InstructorOptions
{
    /// <summary>
    /// Number of whole weeks, up to the last Sunday, that the view counts; 4 by default, 1 to 52. It counts at most the weeks whose journeys are all kept: three where
    /// they are kept for 30 days.
    /// </summary>
    [AllowedRange(1, 52)]
    public int Weeks { get; set; } = 4;

    /// <summary>
    /// The legal basis on which instructors see the progress of a person who has not agreed, as a sentence that the person's own page shows. Null (the default):
    /// only of people who agreed.
    /// </summary>
    public string? LegalBasis { get; set; }
}
