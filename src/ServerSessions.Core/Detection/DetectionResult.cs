using ServerSessions.Model.Alerts;

namespace ServerSessions.Detection;

/// <param name="Alert">The finding with its id.</param>
/// <param name="IsNew">False when it joined an alert that is open already.</param>
/// <param name="IsRise">An open alert has reached a severity that it did not have before.</param>
/// <param name="Mode">The rule's mode: an observed finding is kept and not sent.</param>
/// <param name="Blamed">The session that the finding counts against beside its subject; the default for none.</param>
internal readonly record struct DetectionResult(Alert Alert, bool IsNew, bool IsRise, DetectionMode Mode, SessionId Blamed = default)
{
    /// <summary>It is sent and answered: once when it is new, and once for each rise.</summary>
    public bool IsNews => IsNew || IsRise;

    /// <summary>The first evidence that no page can have made a browser send joins an alert that had none: it is answered, though the alert is known.</summary>
    public bool IsFirstOwn { get; init; }

    /// <inheritdoc cref="DetectorSink.IsAnotherSignIn"/>
    public bool IsAnotherSignIn { get; init; }

    /// <summary>It is to be answered.</summary>
    public bool IsToAnswer => IsNews || IsFirstOwn || IsAnotherSignIn;

    /// <summary>
    /// For an attack by an actor: the sessions with evidence that receive a notice. When it is new or has risen, those of all evidence in the
    /// rule's memory, also of what is too old for <see cref="Finding.Evidence"/>; later those whose evidence has joined since. Null for none.
    /// </summary>
    public IReadOnlyList<SessionId>? Involved { get; init; }

    /// <summary>What the rule stated now; the finding keeps the highest severity of its hour.</summary>
    public Severity Stated { get; init; }

    /// <summary>The sign-ins that the newest evidence shows; empty where it shows none.</summary>
    public IReadOnlyList<FoundSignIn> SignIns { get; init; } = [];

    /// <summary>Floods of sessions that the rule states now; mostly empty.</summary>
    public IReadOnlyList<SessionFlood> Floods { get; init; } = [];

    /// <summary>Each sign-in that the rule finds is answered, also those that join a known alert.</summary>
    public bool IsEachSignInAnswered { get; init; }

    /// <summary>Rules about sessions, users or devices found it in induced requests; the subject is their source, which only answers for it.</summary>
    public bool IsOfPersons { get; init; }

    /// <summary>The source of induced requests, which the finding counts against in full; none for most.</summary>
    public Pseudonym Source { get; init; }

    /// <summary>What the source's finding says, where there is a <see cref="Source"/>.</summary>
    public Finding? Full { get; init; }
}
