using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServerSessions;
using Storefront.People;

namespace Storefront.Pages.Account;

[Authorize]
[SensitiveAction]
[SessionEvent("account.password")]
public sealed class PasswordModel(CustomerStore customers) : PageModel
{
    [BindProperty, Required(ErrorMessage = "The present password is missing."), StringLength(200)]
    public string? Current { get; set; }

    [BindProperty, Required(ErrorMessage = "The new password is missing."), StringLength(200, MinimumLength = 12, ErrorMessage = "At least 12 characters.")]
    public string? Next { get; set; }

    public bool Changed { get; private set; }

    public void OnGet(bool changed) => Changed = changed;

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid)
            return Page();
        if (customers.TryChangePassword(User.Identity!.Name!, Current!, Next!))
        {
            HttpContext.GetTrackedSession()?.PasswordChanged();
            return RedirectToPage(new { changed = true });
        }

        ModelState.AddModelError("", "The present password is not right.");
        return Page();
    }
}
