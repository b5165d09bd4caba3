"""The figures a communications office keeps, as this corpus names them: key, label, measure word, other words, usual size."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CataloguedFigure:
    key: str
    label: str
    measure_word: str
    synonyms: tuple[str, ...]
    low: int
    high: int


def _f(key: str, label: str, measure: str, low: int, high: int, *synonyms: str) -> CataloguedFigure:
    return CataloguedFigure(key, label, measure, synonyms, low, high)


FIGURES: tuple[CataloguedFigure, ...] = (
    _f("lecture.count", "理论讲堂讲座场数", "场", 21, 140, "专题讲座", "报告会"),
    _f("lecture.units", "讲座覆盖二级党组织数", "个", 12, 45, "覆盖二级单位"),
    _f("lecture.audience", "讲座听众人次", "人次", 6_000, 48_000, "参加师生"),
    _f("speaker.province", "入选省委宣讲团人数", "名", 2, 9),
    _f("speaker.city", "入选市委宣讲团人数", "名", 3, 15),
    _f("speaker.talks", "宣讲团宣讲场次", "场", 25, 160, "基层宣讲", "巡回宣讲"),
    _f("group.sessions", "中心组集体学习研讨次数", "次", 8, 24, "理论学习中心组学习"),
    _f("group.speeches", "中心组研讨发言人次", "人次", 30, 120, "交流发言"),
    _f("first.issues", "第一议题学习资料期数", "期", 12, 48, "学习资料编印"),
    _f("first.items", "第一议题学习篇目", "篇", 60, 290, "第一议题学习文章"),
    _f("observer.visits", "列席旁听人次", "人次", 20, 96, "旁听中心组"),
    _f("site.items", "专题网站推送条数", "篇", 300, 980, "专题网站发布"),
    _f("leader.classes", "校领导讲思政课次数", "次", 14, 60, "领导干部讲思政课"),
    _f("leader.hours", "校领导讲思政课学时", "学时", 30, 140),
    _f("leader.audience", "校领导讲思政课覆盖人次", "人次", 11_000, 68_000, "思政课覆盖学生"),
    _f("expert.reports", "校外专家辅导报告场数", "场", 5, 28, "邀请专家作辅导报告"),
    _f("expert.people", "邀请校外专家人数", "人", 4, 30),
    _f("contest.count", "微宣讲比赛场数", "场", 3, 12, "演讲比赛"),
    _f("contest.entrants", "微宣讲比赛参赛人数", "人", 120, 860, "演讲比赛参赛选手"),
    _f("approval.projects", "获批思政课题项目数", "项", 6, 40, "思政类项目立项"),
    _f("approval.studios", "名师工作室数", "个", 2, 9),
    _f("news.stories", "学校主页新闻发布篇数", "篇", 400, 1_900, "主页新闻", "校园网新闻"),
    _f("news.features", "人物专访篇数", "篇", 12, 60, "人物通讯"),
    _f("news.units", "二级单位供稿篇数", "篇", 800, 3_900, "二级单位来稿"),
    _f("paper.issues", "校报出版期数", "期", 12, 32, "校报编辑出版"),
    _f("paper.words", "校报字数", "字", 300_000, 990_000, "校报刊发文字"),
    _f("paper.pictures", "校报图片张数", "张", 350, 980, "校报刊用照片"),
    _f("paper.awards", "校报好新闻奖获奖件数", "件", 5, 26, "高校校报好新闻"),
    _f("paper.first", "校报好新闻一等奖", "项", 1, 5),
    _f("paper.second", "校报好新闻二等奖", "项", 2, 8),
    _f("paper.third", "校报好新闻三等奖", "项", 3, 12),
    _f("media.pieces", "校外媒体发稿篇数", "篇", 800, 4_900, "外媒报道", "社会媒体报道学校"),
    _f("media.national", "国家级媒体报道篇数", "篇", 45, 390, "中央媒体"),
    _f("media.province", "省级媒体报道篇数", "篇", 200, 1_400),
    _f("media.outlets", "报道学校的媒体家数", "家", 11, 70, "媒体聚焦学校"),
    _f("media.views", "外媒报道阅读量", "次", 2_300_000, 48_000_000, "媒体报道浏览量"),
    _f("honour.titles", "新闻宣传荣誉称号", "项", 3, 14, "新闻宣传集体荣誉"),
    _f("honour.people", "优秀通讯员人数", "名", 12, 60, "表彰优秀通讯员"),
    _f("wechat.posts", "微信公众号推文条数", "条", 260, 1_400, "微信推送"),
    _f("wechat.reads", "微信公众号阅读量", "次", 900_000, 9_800_000, "微信推文阅读"),
    _f("wechat.followers", "微信公众号粉丝数", "人", 31_000, 230_000, "微信关注人数"),
    _f("wechat.hot", "微信10万+推文篇数", "篇", 2, 9, "爆款推文"),
    _f("weibo.posts", "微博发布条数", "条", 700, 3_900, "官方微博"),
    _f("weibo.topics", "微博话题条数", "个", 11, 90, "微博话题"),
    _f("weibo.reads", "微博话题阅读量", "次", 3_200_000, 89_000_000, "话题阅读"),
    _f("qq.posts", "QQ说说条数", "条", 240, 1_800, "QQ空间说说"),
    _f("qq.reads", "QQ说说阅读量", "次", 1_200_000, 9_000_000, "QQ空间浏览"),
    _f("douyin.posts", "抖音短视频条数", "条", 120, 690, "抖音作品"),
    _f("douyin.plays", "抖音播放量", "次", 2_100_000, 78_000_000, "抖音短视频播放"),
    _f("video.posts", "视频号短视频条数", "条", 90, 480, "微信视频号作品"),
    _f("bili.posts", "B站视频条数", "条", 40, 260, "哔哩哔哩投稿"),
    _f("live.count", "网络直播场数", "场", 11, 90, "直播活动"),
    _f("live.viewers", "网络直播观看人次", "人次", 210_000, 4_800_000, "直播观看"),
    _f("matrix.accounts", "校园新媒体账号数", "个", 60, 240, "备案新媒体账号"),
    _f("matrix.columns", "融媒体栏目个数", "个", 8, 40, "开设专栏"),
    _f("training.courses", "宣传队伍培训班期数", "期", 3, 14, "业务培训", "通讯员培训"),
    _f("training.people", "宣传队伍培训人次", "人次", 210, 990, "培训通讯员"),
    _f("outlet.inspected", "阵地检查个数", "个", 60, 210, "宣传阵地巡查"),
    _f("activity.count", "校园文化活动场数", "场", 60, 320, "主题文化活动"),
    _f("activity.people", "校园文化活动参与人次", "人次", 12_000, 96_000, "文化活动参与师生"),
    _f("opera.shows", "高雅艺术进校园演出场数", "场", 4, 19, "文艺演出"),
    _f("book.titles", "校园文化图书出版部数", "部", 2, 8, "编印画册图书"),
    _f("civil.classes", "省级文明班级", "个", 2, 9),
    _f("civil.dorms", "省级文明宿舍", "个", 2, 12, "文明寝室"),
    _f("civil.clubs", "省级文明社团", "个", 2, 7),
    _f("civil.teachers", "省级文明教师", "名", 2, 8),
    _f("civil.students", "省级文明学生", "名", 3, 14),
    _f("civil.netizens", "省级文明网民", "名", 1, 6),
    _f("volunteer.people", "志愿服务年均人次", "人次", 3_200, 18_000, "志愿者参与"),
    _f("volunteer.hours", "志愿服务时长", "小时", 21_000, 160_000, "志愿服务总时长"),
    _f("volunteer.bases", "志愿服务基地个数", "个", 11, 64, "共建志愿服务基地"),
    _f("growth.reads", "阅读量同比增长率", "%", 3, 48, "同比增长"),
    _f("stage.photos", "重大活动拍摄次数", "次", 60, 260, "摄影摄像保障"),
    _f("review.words", "审核稿件篇数", "篇", 1_200, 6_900, "三审三校审稿"),
)

UNIVERSITIES: tuple[tuple[str, str, str, str, str], ...] = (
    # name, county that the volunteers go to, daily paper of the province, a person, a unit
    ("云岭大学", "临溪县", "江左日报", "沈知远", "马克思主义学院"),
    ("沧原师范学院", "石泉县", "沧原晚报", "顾明川", "文学院"),
    ("北渚理工大学", "白榆县", "北渚日报", "陆怀瑾", "机械工程学院"),
    ("青禾农业大学", "望禾县", "青禾日报", "秦望舒", "农学院"),
    ("临洲医学院", "安澜县", "临洲时报", "许言蹊", "护理学院"),
    ("东篱财经大学", "枫桥县", "东篱日报", "叶景和", "会计学院"),
)
