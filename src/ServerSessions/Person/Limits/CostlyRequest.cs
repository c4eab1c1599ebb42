namespace ServerSessions.Person.Limits;

/// <summary>What a person may ask for a number of times a minute only, because it reads or writes much of the storage.</summary>
internal enum CostlyRequest
{
    Export,
    Erasure,
    SignOut,
}
