namespace ServerSessions;

/// <summary>Whether a purpose needs a person's consent.</summary>
public enum ConsentMode
{
    /// <summary>The purpose holds without asking. A refusal counts all the same.</summary>
    NotRequired,
    /// <summary>The purpose holds once the person has agreed to it.</summary>
    OptIn,
    /// <summary>The purpose holds until the person refuses it.</summary>
    OptOut,
}
