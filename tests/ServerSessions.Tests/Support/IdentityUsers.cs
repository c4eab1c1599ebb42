using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace ServerSessions.Tests.Support;

/// <summary>Users of ASP.NET Core Identity in memory, with the stamps that its cookie is checked against.</summary>
internal class IdentityUsers : IUserSecurityStampStore<IdentityUser>
{
    private readonly ConcurrentDictionary<string, IdentityUser> _users = new(StringComparer.Ordinal);

    public Task<IdentityResult> CreateAsync(IdentityUser user, CancellationToken cancellationToken) => PutAsync(user);

    public Task<IdentityResult> UpdateAsync(IdentityUser user, CancellationToken cancellationToken) => PutAsync(user);

    public Task<IdentityResult> DeleteAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        _users.TryRemove(user.Id, out _);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(_users.GetValueOrDefault(userId));

    public Task<IdentityUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(_users.Values.FirstOrDefault(u => u.NormalizedUserName == normalizedUserName));

    public Task<string> GetUserIdAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    public Task<string?> GetSecurityStampAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.SecurityStamp);

    public Task SetUserNameAsync(IdentityUser user, string? userName, CancellationToken cancellationToken) => Set(() => user.UserName = userName);

    public Task SetNormalizedUserNameAsync(IdentityUser user, string? normalizedName, CancellationToken cancellationToken) => Set(() => user.NormalizedUserName = normalizedName);

    public Task SetSecurityStampAsync(IdentityUser user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public void Dispose()
    {
    }

    private Task<IdentityResult> PutAsync(IdentityUser user)
    {
        _users[user.Id] = user;
        return Task.FromResult(IdentityResult.Success);
    }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
