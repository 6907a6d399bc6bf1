namespace Handler.Protocol.V03;

public static partial class V03Mapper
{
    private const string Version = "0.3.0";

    /// <summary>
    /// A card. It names the interfaces that speak 0.3 (or 0.2); where there is none it names all, and whoever serves it says thereby that they do.
    /// Tenants, device flows, PKCE and signatures are lost.
    /// </summary>
    /// <exception cref="ArgumentException">The card names no interface.</exception>
    public static V03AgentCard FromV1(AgentCard card)
    {
        var interfaces = InterfacesOf(card);
        return V03Json.Codec.Carry(card, new V03AgentCard
        {
            ProtocolVersion = VersionOf(interfaces[0].ProtocolVersion),
            Name = card.Name,
            Description = card.Description,
            Url = interfaces[0].Url,
            PreferredTransport = interfaces[0].ProtocolBinding,
            // 0.3 asks to repeat the preferred one among the others (5.6.2); a single one needs no list.
            AdditionalInterfaces = interfaces.Count > 1 ? [.. interfaces.Select(FromV1)] : null,
            IconUrl = card.IconUrl,
            Provider = card.Provider,
            Version = card.Version,
            DocumentationUrl = card.DocumentationUrl,
            Capabilities = FromV1(card.Capabilities),
            SecuritySchemes = card.SecuritySchemes?.ToDictionary(scheme => scheme.Key, scheme => FromV1(scheme.Value), StringComparer.Ordinal),
            Security = SecurityFromV1(card.SecurityRequirements),
            DefaultInputModes = card.DefaultInputModes,
            DefaultOutputModes = card.DefaultOutputModes,
            Skills = [.. card.Skills.Select(FromV1)],
            SupportsAuthenticatedExtendedCard = card.Capabilities.ExtendedAgentCard,
        });
    }

    /// <summary>
    /// A card. What 1.0 requires and this card leaves empty is filled: plain text in and out, the agent itself as its skill, a skill's id as its tag.
    /// <c>stateTransitionHistory</c>, signatures, all OAuth flows of a scheme but the first, and schemes that 1.0 cannot express are lost.
    /// </summary>
    public static AgentCard ToV1(V03AgentCard card) => A2AJson.Codec.Carry(card, new AgentCard
    {
        Name = card.Name,
        Description = card.Description,
        SupportedInterfaces = InterfacesOf(card),
        Provider = card.Provider,
        Version = card.Version,
        DocumentationUrl = card.DocumentationUrl,
        Capabilities = ToV1(card.Capabilities, card.SupportsAuthenticatedExtendedCard),
        SecuritySchemes = SchemesOf(card),
        SecurityRequirements = SecurityToV1(card.Security),
        DefaultInputModes = ModesOf(card.DefaultInputModes),
        DefaultOutputModes = ModesOf(card.DefaultOutputModes),
        Skills = card.Skills.Count > 0
            ? [.. card.Skills.Select(ToV1)]
            : AgentCard.Describe(card.Name, card.Description).Skills,
        IconUrl = card.IconUrl,
    });

    private static List<AgentInterface> InterfacesOf(AgentCard card)
    {
        var speaking = card.SupportedInterfaces.Where(face => face.ProtocolVersion.StartsWith("0.", StringComparison.Ordinal)).ToList();
        return speaking.Count > 0 ? speaking
            : card.SupportedInterfaces.Count > 0 ? [.. card.SupportedInterfaces]
            : throw new ArgumentException($"The card of '{card.Name}' names no interface, and a card of 0.3 needs a url.", nameof(card));
    }

    private static List<AgentInterface> InterfacesOf(V03AgentCard card)
    {
        var version = card.ProtocolVersion ?? Version;
        var preferred = new AgentInterface
        {
            Url = card.Url,
            ProtocolBinding = NullIfEmpty(card.PreferredTransport) ?? ProtocolBindings.JsonRpc,
            ProtocolVersion = version,
        };
        var others = (card.AdditionalInterfaces ?? [])
            .Select(face => A2AJson.Codec.Carry(
                face, new AgentInterface { Url = face.Url, ProtocolBinding = face.Transport, ProtocolVersion = version }))
            .Where(face => face.Url != preferred.Url || face.ProtocolBinding != preferred.ProtocolBinding);
        return [preferred, .. others];
    }

    private static V03AgentInterface FromV1(AgentInterface face) =>
        V03Json.Codec.Carry(face, new V03AgentInterface { Url = face.Url, Transport = face.ProtocolBinding });

    // The field has three numbers (5.5); 1.0 writes two.
    private static string VersionOf(string protocolVersion) =>
        !protocolVersion.StartsWith("0.", StringComparison.Ordinal) ? Version
        : protocolVersion.Count(character => character == '.') == 1 ? $"{protocolVersion}.0"
        : protocolVersion;

    private static V03AgentCapabilities FromV1(AgentCapabilities capabilities) =>
        V03Json.Codec.Carry(capabilities, new V03AgentCapabilities
        {
            Streaming = capabilities.Streaming,
            PushNotifications = capabilities.PushNotifications,
            Extensions = capabilities.Extensions,
        });

    private static AgentCapabilities ToV1(V03AgentCapabilities capabilities, bool? extendedCard) =>
        A2AJson.Codec.Carry(capabilities, new AgentCapabilities
        {
            Streaming = capabilities.Streaming,
            PushNotifications = capabilities.PushNotifications,
            Extensions = capabilities.Extensions,
            ExtendedAgentCard = extendedCard,
        });

    private static V03AgentSkill FromV1(AgentSkill skill) => V03Json.Codec.Carry(skill, new V03AgentSkill
    {
        Id = skill.Id,
        Name = skill.Name,
        Description = skill.Description,
        Tags = skill.Tags,
        Examples = skill.Examples,
        InputModes = skill.InputModes,
        OutputModes = skill.OutputModes,
        Security = SecurityFromV1(skill.SecurityRequirements),
    });

    private static AgentSkill ToV1(V03AgentSkill skill) => A2AJson.Codec.Carry(skill, new AgentSkill
    {
        Id = skill.Id,
        Name = skill.Name,
        Description = skill.Description,
        Tags = skill.Tags.Count > 0 ? skill.Tags : [skill.Id],
        Examples = skill.Examples,
        InputModes = skill.InputModes,
        OutputModes = skill.OutputModes,
        SecurityRequirements = SecurityToV1(skill.Security),
    });

    private static IReadOnlyList<string> ModesOf(IReadOnlyList<string> modes) => modes.Count > 0 ? modes : ["text/plain"];
}
