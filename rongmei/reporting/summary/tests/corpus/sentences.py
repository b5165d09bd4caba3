"""What such summaries say, in several hands. Written for this corpus about nobody.

`{key}` is a figure in a form that is true of its value, `{key!form}` in that form; `[words|kind]` a place that is no figure
(year, date, ordinal); `<university>` and the like a protected name. Everything else is plain, also its digits.
"""

from __future__ import annotations

THEORY: tuple[str, ...] = (
    "深入学习宣传贯彻党的二十大精神，依托理论讲堂举办专题讲座{lecture.count}场，覆盖{lecture.units}个二级党组织，听众达{lecture.audience}人次。",
    "全年共举办理论讲堂{lecture.count}场，实现{lecture.units}个二级党组织全覆盖。",
    "理论讲堂持续开讲，[2022|year]年累计开展讲座{lecture.count}场次，吸引师生{lecture.audience}人次到场聆听。",
    "加强宣讲队伍建设，入选省委宣讲团{speaker.province!small}名、市委宣讲团{speaker.city!small}名，面向基层开展宣讲{speaker.talks}场。",
    "<person>等{speaker.province!small}名教师入选省委宣讲团，{speaker.city!small}人入选市委宣讲团；全年赴社区、乡村巡回宣讲{speaker.talks}场。",
    "落实党委理论学习中心组学习制度，组织集体学习研讨{group.sessions}次，班子成员交流发言{group.speeches}人次。",
    "校党委中心组全年集中学习{group.sessions}次，做到有计划、有研讨、有档案，“两个维护”更加坚定自觉。",
    "严格执行“第一议题”制度，编印第一议题学习资料{first.issues}期，学习重要讲话和文章{first.items}篇。",
    "坚持把第一议题作为首要政治任务，全年印发学习资料{first.issues}期、收录学习篇目{first.items}篇，推动十九届六中全会、二十大精神入脑入心。",
    "建立列席旁听机制，分批安排二级党组织书记、机关部门负责人列席旁听中心组学习和第一议题{observer.visits}人次。",
    "专题网站设置[4|other]个固定栏目之外，全年推送学习稿件{site.items}篇。",
    "建好用好党史学习教育专题网站，推送各类稿件{site.items}篇，及时反映基层学习动态。",
    "校领导带头讲思政课{leader.classes}次，共计{leader.hours}学时，覆盖学生{leader.audience}人次。",
    "认真落实领导干部上讲台要求，校领导为学生讲授思政课{leader.classes}次、{leader.hours}学时，听课学生{leader.audience}人次，开学第一课同步直播。",
    "邀请校外专家{expert.people}人来校，作辅导报告{expert.reports}场。",
    "先后邀请{expert.people}位知名专家来校作辅导报告{expert.reports}场，<person>主持报告会。",
    "举办“青年说”微宣讲比赛{contest.count}场，{contest.entrants}名选手参赛。",
    "[3|date]个月内组织演讲比赛{contest.count}场，参赛选手{contest.entrants}人，评出一等奖若干。",
    "获批省级思政课题{approval.projects}项，新增名师工作室{approval.studios}个。",
    "<unit>获批思政类项目{approval.projects}项，建成名师工作室{approval.studios}个，“三全育人”格局初步形成。",
)

NEWS: tuple[str, ...] = (
    "聚焦中心工作，学校主页发布新闻{news.stories}篇，推出人物专访{news.features}篇，二级单位供稿{news.units}篇。",
    "学校主页全年刊发新闻{news.stories}篇，其中人物通讯{news.features}篇；收到二级单位来稿{news.units}篇，均执行三审三校。",
    "严格落实三审三校制度，全年审核稿件{review.words}篇，未发生一起导向差错。",
    "校报全年编辑出版{paper.issues}期，刊发文字{paper.words}字，刊用图片{paper.pictures}张。",
    "出版校报{paper.issues}期，约合四开四版，总字数{paper.words}字、图片{paper.pictures}张。",
    "《<university>报》出版至第[1203|ordinal]期，全年出版校报{paper.issues}期，发表各类文字{paper.words}字。",
    "校报作品获高校校报好新闻奖{paper.awards}件，其中一等奖{paper.first!small}项、二等奖{paper.second!small}项、三等奖{paper.third!small}项。",
    "在[2021|year]年度好新闻评选中，校报{paper.awards}件作品获奖（一等奖{paper.first!small}项、二等奖{paper.second!small}项、三等奖{paper.third!small}项），获奖数量居同类高校前列。",
    "对外宣传实现新突破，在校外媒体发布稿件{media.pieces}篇，其中国家级媒体{media.national}篇、省级媒体{media.province}篇。",
    "《人民日报》《光明日报》《<outlet>》、新华社等{media.outlets}家媒体报道学校，总计{media.pieces}篇，累计浏览量{media.views}次。",
    "我校毕业生扎根<county>的事迹被《<outlet>》等{media.outlets}家媒体聚焦报道，相关报道阅读量{media.views}次。",
    "外媒报道持续升温：国家级媒体报道{media.national}篇，省级媒体报道{media.province}篇，较上年增长[12|growth]%。",
    "学校获评新闻宣传先进集体等荣誉{honour.titles}项，表彰优秀通讯员{honour.people}名。",
    "全年获得新闻宣传类集体荣誉称号{honour.titles}项，评选表彰优秀通讯员{honour.people}名。",
    "微信公众号推送推文{wechat.posts}条，阅读量{wechat.reads}次，粉丝数{wechat.followers}人，{wechat.hot!small}篇推文阅读量突破[10万+|other]。",
    "官方微信发布推文{wechat.posts}条、总阅读{wechat.reads}次，关注人数{wechat.followers}人。",
    "官方微博发布{weibo.posts}条，策划微博话题{weibo.topics}个，话题阅读{weibo.reads}次。",
    "围绕“5·25”心理健康日、“12·4”国家宪法日等节点发起微博话题{weibo.topics}个，话题阅读量{weibo.reads}次，全年发微博{weibo.posts}条。",
    "QQ空间发布说说{qq.posts}条，阅读量{qq.reads}次。",
    "抖音号发布短视频{douyin.posts}条，播放量{douyin.plays}次；视频号发布{video.posts}条；B站投稿{bili.posts}条。",
    "短视频平台齐头并进，抖音作品{douyin.posts}条、播放{douyin.plays}次，微信视频号作品{video.posts}条，哔哩哔哩视频{bili.posts}条，阅读量同比增长{growth.reads}%。",
    "组织网络直播{live.count}场，观看{live.viewers}人次，实现5G+4K高清直播常态化。",
    "开学典礼、毕业典礼等直播活动{live.count}场，在线观看人数{live.viewers}人次，24小时值班保障。",
    "备案校园新媒体账号{matrix.accounts}个，开设融媒体栏目{matrix.columns}个。",
    "清理整顿后，全校备案新媒体账号{matrix.accounts}个，融媒体中心开设“早安校园”“夜读”等栏目{matrix.columns}个，形成一体化传播矩阵。",
    "举办宣传队伍培训班{training.courses}期，培训通讯员{training.people}人次。",
    "完成重大活动摄影摄像保障{stage.photos}次，开展业务培训{training.courses}期、{training.people}人次。",
    "开展宣传思想阵地检查，巡查橱窗、电子屏、网站等阵地{outlet.inspected}个，整改到位率[100|other]%不打折扣。",
)

CULTURE: tuple[str, ...] = (
    "举办校园文化活动{activity.count}场，参与师生{activity.people}人次。",
    "以“五四”“七一”“一二·九”等为契机，开展主题文化活动{activity.count}场，{activity.people}人次参与。",
    "高雅艺术进校园演出{opera.shows}场，编印校园文化图书{book.titles}部。",
    "推进“两创两争”活动，获评省级文明班级{civil.classes!small}个、文明宿舍{civil.dorms!small}个、文明社团{civil.clubs!small}个、文明教师{civil.teachers!small}名、文明学生{civil.students!small}名、文明网民{civil.netizens!small}名。",
    "在省级“两创两争”评选中，{civil.classes!small}个班级获评省级文明班级，{civil.dorms!small}个宿舍获评省级文明宿舍，{civil.teachers!small}名教师获评省级文明教师，{civil.students!small}名学生获评省级文明学生。",
    "志愿服务蓬勃开展，年均参与志愿者{volunteer.people}人次，志愿服务总时长{volunteer.hours}小时，与<county>等地共建志愿服务基地{volunteer.bases}个。",
    "志愿服务年均{volunteer.people}人次，累计服务时长{volunteer.hours}小时，建立志愿服务基地{volunteer.bases}个，<person>获评优秀志愿者。",
    "文明校园创建工作完成材料整理、汇总、上报以及现场考察，已完成公示。按照“六个好”标准，逐项对标一级指标、二级指标抓落实。",
)

PLAIN: tuple[str, ...] = (
    "坚持以习近平新时代中国特色社会主义思想为指导，增强“四个意识”、坚定“四个自信”、做到“两个维护”，为学校“十四五”开好局、起好步。",
    "一是提高站位抓学习，二是守正创新抓宣传，三是久久为功抓文明创建，四是从严从实抓队伍。",
    "一方面压实责任，另一方面强化督查，切实做到一级抓一级、层层抓落实，形成齐抓共管的一盘棋格局。",
    "根据《关于做好年度总结工作的通知》（校宣〔2022〕15号）要求，现将有关情况汇报如下。",
    "联系人：宣传部办公室，电话：0371-66668888，邮箱：xcb@example.edu.cn。",
    "报告执行GB/T 9704—2012格式要求，校报刊号为CN41-0801/(G)，邮编：450001。",
    "存在的问题主要有三个方面：统筹不够、策划不深、人手不足，第一时间响应的机制还不健全。",
    "充分发挥第二课堂育人作用，把思政小课堂同社会大课堂结合起来，推动“1+N”宣讲体系落地。",
    "一年来，一名名青年教师站上讲台，一场场活动走进宿舍，一篇篇报道传递温度，“百名书记讲百年党史”成为品牌。",
    "在行政楼301会议室、2号教学楼设立自助阅览点，服务90后、00后学生。",
    "一批重点项目落地见效，一系列举措深入人心，校园“三农”服务、乡村振兴一线都有我校师生的身影。",
)

DATED: tuple[str, ...] = (
    "[2022|year]年，党委宣传部在学校党委坚强领导下，圆满完成各项任务。",
    "[2022年3月5日|date]，<university>与<county>签署共建协议，<unit>具体承办。",
    "[3月|date]至[5月|date]，集中开展学习教育；[9月1日|date]举行开学典礼，[2022|year]级新生参加。",
    "[二〇二二|year]年是学校建校[70|ordinal]周年，校庆办编发《校庆简报》第[12|ordinal]期。",
    "近[5|date]年来，<university>新闻宣传工作连续位居全省高校前[10|ordinal]名。",
    "[2021|year]—[2022|year]学年，<unit>承办第[三|ordinal]届校园文化艺术节。",
)
