using Handler.Server.Storage;
using Handler.Server.Transports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Handler.Server;

/// <summary>Has an agent ask for API keys.</summary>
public static class ApiKeyBuilderExtensions
{
    /// <summary>
    /// The agent asks each caller for an API key (<c>X-API-Key: KEY</c>, <c>Authorization: Bearer KEY</c> or
    /// <c>Authorization: ApiKey KEY</c>), says so in its card, which stays public, and answers 401 without one. Callers see their own tasks
    /// only.
    /// </summary>
    /// <remarks>
    /// It is a scheme of ASP.NET Core. A scheme of the host's lets callers in as well where it is named on the endpoints:
    /// <c>app.MapA2A().RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "Bearer" })</c>. A host that has one scheme and
    /// named no default now has two: name it, as in <c>AddAuthentication("Bearer")</c>.
    /// </remarks>
    /// <param name="builder">The agent.</param>
    /// <param name="configure">Such as <c>keys => keys.Add("billing", key)</c>.</param>
    public static A2AAgentBuilder AddApiKeys(this A2AAgentBuilder builder, Action<ApiKeyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<ApiKeyOptions>().Configure(configure)
            .Validate(keys => keys.Keys.Count > 0, "AddApiKeys was given no key, so nobody could call the agent. Add one: keys.Add(\"caller\", key).")
            .ValidateOnStart();
        services.TryAddSingleton(provider => new ApiKeyRing(provider.GetRequiredService<IOptions<ApiKeyOptions>>().Value));

        // Not AddAuthentication: it brings a key ring for cookies, which would be taken for the host's own.
        services.AddAuthenticationCore();
        services.AddAuthorization();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<AuthenticationOptions>, ApiKeyScheme>());
        services.TryAddTransient<ApiKeyAuthentication>();
        return builder;
    }
}
