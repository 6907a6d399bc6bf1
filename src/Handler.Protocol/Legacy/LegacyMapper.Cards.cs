using System.Text.Json;
using Handler.Protocol.V03;

namespace Handler.Protocol.Legacy;

public static partial class LegacyMapper
{
    private const string JsonRpcType = "json-rpc";
    private const string HttpType = "http";
    private const string GrpcType = "grpc";

    /// <summary>
    /// A card. Interfaces at the same address by the same binding are told once. Lost are tenants, security requirements, names of security schemes, media
    /// types, signatures, icon and documentation, and of skills all but name and description.
    /// </summary>
    public static LegacyAgentCard FromV1(AgentCard card) => LegacyJson.Codec.Carry(card, new LegacyAgentCard
    {
        Name = card.Name,
        Description = card.Description,
        Version = card.Version,
        Provider = card.Provider is { } provider ? new LegacyAgentProvider { Name = provider.Organization, Url = provider.Url } : null,
        Capabilities = new LegacyAgentCapabilities
        {
            Streaming = card.Capabilities.Streaming == true,
            PushNotifications = card.Capabilities.PushNotifications == true,
            ExtendedAgentCard = card.Capabilities.ExtendedAgentCard == true,
        },
        Skills = [.. card.Skills.Select(skill => new LegacyAgentSkill { Name = skill.Name, Description = skill.Description })],
        Interfaces = [.. card.SupportedInterfaces.Select(FromV1).DistinctBy(face => (face.Type, face.Url))],
        SecuritySchemes = SchemesOf(card),
        Extensions = JsonElement.Parse(A2AJson.Write(card.Capabilities.Extensions ?? [])),
    });

    /// <summary>
    /// A card. What 1.0 requires and this card has not is filled: plain text in and out, the agent itself as its skill where it names none, a skill's name as
    /// its id and tag. Security schemes and extensions are lost: the dialect says nothing of their shape.
    /// </summary>
    public static AgentCard ToV1(LegacyAgentCard card)
    {
        var plain = AgentCard.Describe(card.Name, card.Description ?? "", card.Version);
        return A2AJson.Codec.Carry(card, plain with
        {
            SupportedInterfaces = [.. card.Interfaces.Select(ToV1)],
            Provider = card.Provider is { } provider ? new AgentProvider { Organization = provider.Name, Url = provider.Url ?? "" } : null,
            Capabilities = new AgentCapabilities
            {
                Streaming = card.Capabilities.Streaming,
                PushNotifications = card.Capabilities.PushNotifications,
                ExtendedAgentCard = card.Capabilities.ExtendedAgentCard,
            },
            Skills = card.Skills.Count > 0 ? [.. card.Skills.Select(ToV1)] : plain.Skills,
        });
    }

    private static LegacyAgentInterface FromV1(AgentInterface face) => new()
    {
        Type = face.ProtocolBinding switch
        {
            ProtocolBindings.JsonRpc => JsonRpcType,
            ProtocolBindings.HttpJson => HttpType,
            ProtocolBindings.Grpc => GrpcType,
            var other => other,
        },
        Url = face.Url,
        Version = face.ProtocolVersion,
    };

    private static AgentInterface ToV1(LegacyAgentInterface face) => new()
    {
        ProtocolBinding = face.Type switch
        {
            JsonRpcType => ProtocolBindings.JsonRpc,
            HttpType => ProtocolBindings.HttpJson,
            GrpcType => ProtocolBindings.Grpc,
            var other => other,
        },
        Url = face.Url,
        ProtocolVersion = face.Version,
    };

    private static AgentSkill ToV1(LegacyAgentSkill skill) => A2AJson.Codec.Carry(
        skill, new AgentSkill { Id = skill.Name, Name = skill.Name, Description = skill.Description ?? "", Tags = [skill.Name] });

    // The flat form of OpenAPI, as 0.3 has it, in a list.
    private static JsonElement SchemesOf(AgentCard card)
    {
        IReadOnlyList<V03SecurityScheme> schemes = [.. (card.SecuritySchemes ?? new Dictionary<string, SecurityScheme>()).Values.Select(V03Mapper.FromV1)];
        return JsonElement.Parse(V03Json.Write(schemes));
    }
}
