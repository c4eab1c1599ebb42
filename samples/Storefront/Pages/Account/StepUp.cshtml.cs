using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using ServerSessions;
using Storefront.People;

namespace Storefront.Pages.Account;

/// <summary>The step-up for a challenged session (<c>Responses.ChallengePath</c>): it requires the password again.</summary>
[SessionEvent("account.step-up")]
public sealed class StepUpModel(CustomerStore customers) : PasswordPage
{
    [BindProperty, StringLength(120)]
    public string? Email { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        // A signed-in user can pass only with their own password.
        var email = User.Identity?.Name ?? Email ?? "";
        if (customers.Verify(email, Password!) is not { } customer)
        {
            if (email.Length > 0)
                HttpContext.GetTrackedSession()?.LoginFailed(email);
            return Wrong();
        }

        if (User.Identity?.IsAuthenticated != true)
            await HttpContext.SignInCustomerAsync(customer);
        await HttpContext.PassChallengeAsync();
        return GoOn("/");
    }
}
