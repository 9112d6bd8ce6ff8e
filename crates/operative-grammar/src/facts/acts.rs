//! Who acts, and how: the organs, and the classes that their acts fall into, which are the same in every language.

use serde::{Deserialize, Serialize};

use crate::kebab_enum;

kebab_enum! {
    /// An organ that adopts resolutions or is named as their issuer.
    Organ {
        /// The General Assembly (symbols `A/…`).
        GeneralAssembly = "general-assembly",
        /// The Security Council (`S/…`).
        SecurityCouncil = "security-council",
        /// The Economic and Social Council (`E/…`).
        EconomicAndSocialCouncil = "economic-and-social-council",
        /// The Human Rights Council (`A/HRC/…`).
        HumanRightsCouncil = "human-rights-council",
        /// The former Commission on Human Rights (`E/CN.4/…`).
        CommissionOnHumanRights = "commission-on-human-rights",
        /// Its Sub-Commission on the Promotion and Protection of Human Rights (`E/CN.4/Sub.2/…`).
        SubCommission = "sub-commission",
        /// The Trusteeship Council (`T/…`).
        TrusteeshipCouncil = "trusteeship-council",
        /// The United Nations Environment Assembly (`UNEP/EA…`).
        EnvironmentAssembly = "environment-assembly",
    }
}

kebab_enum! {
    /// The class of an act: the same for the same act in every language.
    Action {
        /// Recalls.
        Recall = "recall",
        /// Reaffirms, reiterates.
        Reaffirm = "reaffirm",
        /// Affirms, declares, proclaims.
        Declare = "declare",
        /// Notes, takes note, observes: neutral terms, as General Assembly decision 55/488 has it.
        Note = "note",
        /// Welcomes.
        Welcome = "welcome",
        /// Recognizes, acknowledges, is conscious, aware.
        Recognize = "recognize",
        /// Stresses, emphasizes, underlines, highlights.
        Stress = "stress",
        /// Is convinced, believes, is of the view.
        Believe = "believe",
        /// Is concerned, alarmed, disturbed; expresses concern.
        Concern = "concern",
        /// Bears in mind, takes into account, considers.
        BearInMind = "bear-in-mind",
        /// Has considered, has examined.
        Consider = "consider",
        /// Is guided by, acts under, is inspired by.
        Guide = "guide",
        /// Desires, wishes, hopes, looks forward.
        Hope = "hope",
        /// Is determined, resolves.
        Resolve = "resolve",
        /// Regrets, deplores.
        Deplore = "deplore",
        /// Condemns.
        Condemn = "condemn",
        /// Commends, pays tribute, congratulates.
        Commend = "commend",
        /// Expresses appreciation or gratitude, thanks; is encouraged, satisfied.
        Appreciate = "appreciate",
        /// Supports.
        Support = "support",
        /// Endorses, approves, adopts, accepts.
        Approve = "approve",
        /// Decides.
        Decide = "decide",
        /// Determines, finds, concludes.
        Determine = "determine",
        /// Requests, asks, directs, instructs.
        Request = "request",
        /// Urges, strongly urges, exhorts.
        Urge = "urge",
        /// Calls upon, calls for, appeals.
        CallUpon = "call-upon",
        /// Encourages.
        Encourage = "encourage",
        /// Invites.
        Invite = "invite",
        /// Demands.
        Demand = "demand",
        /// Recommends, suggests, proposes.
        Recommend = "recommend",
        /// Authorizes, empowers.
        Authorize = "authorize",
        /// Establishes, creates, appoints, elects, designates.
        Establish = "establish",
        /// Expresses an intention, undertakes, pledges, commits.
        Intend = "intend",
        /// Reminds, warns, draws attention.
        Remind = "remind",
        /// Rejects, opposes.
        Reject = "reject",
        /// Extends, renews, transmits, and other acts of an organ on its own business.
        Arrange = "arrange",
    }
}
