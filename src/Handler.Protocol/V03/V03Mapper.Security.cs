namespace Handler.Protocol.V03;

public static partial class V03Mapper
{
    internal static V03SecurityScheme FromV1(SecurityScheme scheme) => scheme switch
    {
        { ApiKeySecurityScheme: { } key } => V03Json.Codec.Carry(
            key, new V03SecurityScheme { Type = "apiKey", Description = key.Description, In = key.Location, Name = key.Name }),
        { HttpAuthSecurityScheme: { } http } => V03Json.Codec.Carry(
            http,
            new V03SecurityScheme { Type = "http", Description = http.Description, Scheme = http.Scheme, BearerFormat = http.BearerFormat }),
        { OAuth2SecurityScheme: { } oauth } => V03Json.Codec.Carry(oauth, new V03SecurityScheme
        {
            Type = "oauth2",
            Description = oauth.Description,
            Flows = FromV1(oauth.Flows),
            OAuth2MetadataUrl = oauth.OAuth2MetadataUrl,
        }),
        { OpenIdConnectSecurityScheme: { } connect } => V03Json.Codec.Carry(
            connect,
            new V03SecurityScheme { Type = "openIdConnect", Description = connect.Description, OpenIdConnectUrl = connect.OpenIdConnectUrl }),
        { MtlsSecurityScheme: { } tls } => V03Json.Codec.Carry(tls, new V03SecurityScheme { Type = "mutualTLS", Description = tls.Description }),
        _ => throw new ArgumentException("The security scheme has no member set.", nameof(scheme)),
    };

    // Null for what 1.0 cannot say: a type that it does not know, or one without what its type requires.
    private static SecurityScheme? ToV1(V03SecurityScheme scheme) => scheme switch
    {
        { Type: "apiKey", In: { } location, Name: { } name } => SecurityScheme.Of(A2AJson.Codec.Carry(
            scheme, new APIKeySecurityScheme { Description = scheme.Description, Location = location, Name = name })),
        { Type: "http", Scheme: { } http } => SecurityScheme.Of(A2AJson.Codec.Carry(
            scheme, new HTTPAuthSecurityScheme { Description = scheme.Description, Scheme = http, BearerFormat = scheme.BearerFormat })),
        { Type: "oauth2", Flows: { } flows } when ToV1(flows) is { } first => SecurityScheme.Of(A2AJson.Codec.Carry(
            scheme,
            new OAuth2SecurityScheme { Description = scheme.Description, Flows = first, OAuth2MetadataUrl = scheme.OAuth2MetadataUrl })),
        { Type: "openIdConnect", OpenIdConnectUrl: { } url } => SecurityScheme.Of(A2AJson.Codec.Carry(
            scheme, new OpenIdConnectSecurityScheme { Description = scheme.Description, OpenIdConnectUrl = url })),
        { Type: "mutualTLS" } => SecurityScheme.Of(A2AJson.Codec.Carry(
            scheme, new MutualTlsSecurityScheme { Description = scheme.Description })),
        _ => null,
    };

    private static V03OAuthFlows FromV1(OAuthFlows flows) => V03Json.Codec.Carry(flows, new V03OAuthFlows
    {
        AuthorizationCode = flows.AuthorizationCode is { } code ? code with { PkceRequired = false } : null,
        ClientCredentials = flows.ClientCredentials,
        Implicit = flows.Implicit,
        Password = flows.Password,
    });

    private static OAuthFlows? ToV1(V03OAuthFlows flows) => flows switch
    {
        { AuthorizationCode: { } code } => A2AJson.Codec.Carry(flows, OAuthFlows.Of(code)),
        { ClientCredentials: { } credentials } => A2AJson.Codec.Carry(flows, OAuthFlows.Of(credentials)),
        { Implicit: { } onePart } => A2AJson.Codec.Carry(flows, OAuthFlows.Of(onePart)),
        { Password: { } password } => A2AJson.Codec.Carry(flows, OAuthFlows.Of(password)),
        _ => null,
    };

    private static Dictionary<string, SecurityScheme>? SchemesOf(V03AgentCard card)
    {
        if (card.SecuritySchemes is null)
        {
            return null;
        }

        var schemes = new Dictionary<string, SecurityScheme>(StringComparer.Ordinal);
        foreach (var (name, scheme) in card.SecuritySchemes)
        {
            if (ToV1(scheme) is { } known)
            {
                schemes[name] = known;
            }
        }

        return schemes;
    }

    private static List<IReadOnlyDictionary<string, IReadOnlyList<string>>>? SecurityFromV1(IReadOnlyList<SecurityRequirement>? requirements) =>
        ListOf<SecurityRequirement, IReadOnlyDictionary<string, IReadOnlyList<string>>>(
            requirements,
            requirement => (requirement.Schemes ?? new Dictionary<string, StringList>())
                .ToDictionary(scheme => scheme.Key, scheme => scheme.Value.List ?? [], StringComparer.Ordinal));

    private static List<SecurityRequirement>? SecurityToV1(IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>>? requirements) =>
        ListOf(requirements, requirement => new SecurityRequirement
        {
            // A list within a map within a list is not looked into by the reader, so there may be nulls.
            Schemes = requirement.ToDictionary(
                scheme => scheme.Key, scheme => new StringList { List = scheme.Value?.OfType<string>().ToArray() ?? [] }, StringComparer.Ordinal),
        });
}
