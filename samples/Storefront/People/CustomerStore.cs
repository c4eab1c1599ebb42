using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace Storefront.People;

/// <summary>Customers in memory, with hashed passwords.</summary>
public sealed class CustomerStore(IPasswordHasher<Customer> hasher)
{
    private const int MostCustomers = 10_000;

    private static readonly Customer Unknown = new(Email: "", Name: "", PasswordHash: "");

    private readonly ConcurrentDictionary<string, Customer> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _hashOfUnknown = hasher.HashPassword(Unknown, Guid.NewGuid().ToString());

    public string Hash(string password) => hasher.HashPassword(Unknown, password);

    public bool TryAdd(Customer customer) => _byEmail.Count < MostCustomers && _byEmail.TryAdd(customer.Email, customer);

    /// <summary>Returns the customer if the password is right. An unknown email takes as long as a wrong password.</summary>
    public Customer? Verify(string email, string password)
    {
        var customer = _byEmail.GetValueOrDefault(email.Trim());
        var result = hasher.VerifyHashedPassword(customer ?? Unknown, customer?.PasswordHash ?? _hashOfUnknown, password);
        return result is PasswordVerificationResult.Failed ? null : customer;
    }

    public bool TryChangePassword(string email, string current, string next)
    {
        if (Verify(email, current) is not { } customer)
            return false;
        return _byEmail.TryUpdate(customer.Email, customer with { PasswordHash = Hash(next) }, customer);
    }
}
