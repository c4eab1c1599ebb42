using Microsoft.Extensions.Caching.Distributed;

namespace ServerSessions.Reports.Caching;

/// <summary>Cached answers that nodes share: the second level. It never fails; what it cannot read is missing, and what it cannot keep is counted.</summary>
internal interface ISharedAnswers : IDistributedCache
{
    /// <summary>Name of the storage that its nodes share. With another one it is not used: versions of that say nothing to other processes.</summary>
    string Storage { get; }
}
