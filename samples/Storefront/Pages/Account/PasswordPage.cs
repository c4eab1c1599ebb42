using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Storefront.Pages.Account;

/// <summary>A page that requires a password and then returns the customer to the earlier page. For a wrong one, it answers 200 with the form again, as many applications do.</summary>
public abstract class PasswordPage : PageModel
{
    [BindProperty, Required(ErrorMessage = "The password is missing."), StringLength(200)]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet() { }

    protected PageResult Wrong()
    {
        ModelState.AddModelError("", "This email and password do not belong together.");
        return Page();
    }

    protected IActionResult GoOn(string otherwise) => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : otherwise);
}
